// The agreement: the month's scoreboard, its editor and versions, leads by name, fast entry, one lead, and back to
// marketing.
import { accessible, assert, goTo, load, test, waitReady } from "./harness.mjs";

const file = (name, lines) => ({ name, content: `${lines.join("\n")}\n` });

async function sample(openPage, how = { lang: "en" }) {
  const page = await openPage(how);
  await page.locator("[data-testid=sample]").click();
  await waitReady(page);
  await goTo(page, "#/agreement");
  await page.waitForSelector("[data-testid=agreement-answer]");
  return page;
}

const kept = (page) =>
  page.locator("[data-testid=promise]").evaluateAll((all) =>
    Object.fromEntries(
      all.map(({ dataset: { promise, ...counts } }) => [
        promise,
        Object.fromEntries(["attained", "pending", "breached", "untold"].map((key) => [key, Number(counts[key])])),
      ]),
    ),
  );
const total = async (page) => {
  await page.waitForFunction(() => document.querySelector("[data-testid=desk]")?.dataset.total);
  return Number(await page.locator("[data-testid=desk]").getAttribute("data-total"));
};
const noWider = async (page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
};

for (const lang of ["pt-BR", "en"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`both sides of the sample's agreement, in ${lang} at ${viewport.width}`, async ({ openPage }) => {
      const page = await sample(openPage, { lang, viewport });
      assert.equal(await page.locator("[data-testid=month]").getAttribute("data-month"), "2026-03-01");
      assert.match(await page.locator("[data-testid=agreement-answer] h1").innerText(), lang === "en" ? /target/ : /meta/);
      const promises = await kept(page);
      assert.deepEqual(Object.keys(promises), ["first", "attempts", "verdict"]);
      for (const counts of Object.values(promises)) {
        const all = Object.values(counts).reduce((a, b) => a + b, 0);
        assert.equal(all, Object.values(promises.first).reduce((a, b) => a + b, 0), "all leads of the month, each time");
      }
      assert.match(await page.locator("[data-testid=response]").innerText(), lang === "en" ? /Your company’s curve/ : /curva da sua empresa/);
      await noWider(page);
      await accessible(page);
      await goTo(page, "#/agreement/outcomes");
      await page.waitForSelector("[data-testid=outcomes]");
      await noWider(page);
      await accessible(page);
      await goTo(page, "#/agreement/leads");
      await total(page);
      await noWider(page);
      await accessible(page);
      await page.locator("[data-lead] a").first().click();
      await page.waitForSelector("[data-testid=events] li");
      await noWider(page);
      await accessible(page);
    });
  }
}

test("a number opens its leads, and a lead its sheet", async ({ openPage }) => {
  const page = await sample(openPage);
  const promises = await kept(page);
  await page.locator("[data-promise=first]").getByText(`${promises.first.breached} overdue`).click();
  assert.equal(await total(page), promises.first.breached);
  await page.locator("[data-lead] a").first().click();
  await page.waitForSelector("[data-testid=lead-sheet] h1");
  const sheet = await page.locator("[data-testid=lead-sheet]").innerText();
  assert.match(sheet, /First channel/);
  assert.match(sheet, /by the agreement, a lead of this class/);
  assert.ok((await page.locator("[data-testid=events] li").count()) >= 2);
});

test("fates of each channel add up to its leads, and open by name", async ({ openPage }) => {
  const page = await sample(openPage);
  await goTo(page, "#/agreement/outcomes");
  await page.waitForSelector("[data-testid=outcomes]");
  const rows = await page.locator("[data-testid=outcomes] tbody tr").evaluateAll((all) =>
    all.map((row) => [Number(row.dataset.leads), [...row.querySelectorAll("[data-fate]")].reduce((sum, cell) => sum + Number(cell.dataset.count), 0)]),
  );
  assert.equal(rows.length, 8);
  for (const [leads, sum] of rows) assert.equal(sum, leads);
  const cell = page.locator("[data-testid=outcomes] tbody tr").first().locator("[data-fate=untouched]");
  const count = Number(await cell.getAttribute("data-count"));
  await cell.getByRole("link").click();
  assert.equal(await total(page), count);
});

test("one key a verdict, then the next lead; a mistake is undone", async ({ openPage }) => {
  const page = await sample(openPage);
  await goTo(page, "#/agreement/leads/which=unanswered");
  const waiting = await total(page);
  await page.getByRole("button", { name: "Note feedback" }).click();
  await page.locator("#enter-by").fill("Bia");
  const panel = page.locator(".enter-lead");
  const name = () => page.locator("#enter-who").innerText();
  const at = (place) => page.waitForFunction((place) => document.querySelector("[data-testid=enter]")?.dataset.at === place, place);
  const first = await name();
  await panel.focus();
  await page.keyboard.press("a");
  await at("1");
  assert.notEqual(await name(), first);
  await page.keyboard.press("4");
  await page.keyboard.press("d");
  await page.waitForSelector("[data-testid=why]");
  await page.keyboard.press("1");
  await at("2");
  await page.waitForFunction((left) => document.querySelector("[data-testid=desk]")?.dataset.total === left, String(waiting - 2));
  await panel.focus();
  await page.keyboard.press("z");
  await at("1");
  await page.waitForFunction((left) => document.querySelector("[data-testid=desk]")?.dataset.total === left, String(waiting - 1));
  await goTo(page, "#/data/feedback.csv");
  const rows = await page.locator('[role=tab][data-sheet="feedback.csv"]').getAttribute("data-rows");
  assert.ok(Number(rows) > 900, rows);
});

test("an agreement is written from the data, agreed, and changed from a later day on", async ({ openPage }) => {
  const leads = ["email,created_at,channel,conversion_type,setor,first_attempt_at,stage"];
  for (let i = 0; i < 120; i++) {
    const day = String(1 + (i % 28)).padStart(2, "0");
    const tried = i % 5 === 0 ? "" : `2026-03-${day} 1${i % 3}:30`;
    leads.push(`p${i}@x.example,2026-03-${day} 10:00,Search,${i % 3 ? "E-book" : "Demo"},${i % 4 ? "Tech" : "Retail"},${tried},${i % 9 ? "lead" : "customer"}`);
  }
  const page = await openPage({ lang: "en" });
  await load(page, [file("leads.csv", leads)]);
  await goTo(page, "#/agreement");
  await page.waitForSelector("[data-testid=no-agreement]");
  await page.getByRole("button", { name: "Write the agreement" }).click();
  const form = page.locator("[data-testid=agreement-form]");
  await form.locator("#ag-marketing").fill("Ana");
  await form.locator("#ag-sales").fill("Bruno");
  await form.locator("#ag-share").fill("150");
  await form.locator("[data-testid=agree]").click();
  assert.match(await form.locator(".lack").innerText(), /0 to 100/);
  await form.locator("#ag-share").fill("75");
  await accessible(page);
  await form.locator("[data-testid=agree]").click();
  await page.waitForSelector("[data-testid=agreement-answer]");
  const before = await kept(page);
  assert.equal(before.first.attained + before.first.pending + before.first.breached, 120);
  assert.match(await page.locator("[data-testid=promise][data-promise=verdict]").innerText(), /No table holds what sales thought/);
  // A stricter version from a later day on leaves what was before as it was.
  await page.getByRole("button", { name: "Propose a change" }).click();
  await form.locator("#ag-since").fill("2026-04-01");
  await form.locator("#ag-first").fill("0");
  await form.locator("[data-testid=agree]").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=version-item]").length === 2);
  assert.deepEqual(await kept(page), before);
  // From the beginning, it counts; and it is undone.
  await page.getByRole("button", { name: /Propose a change/ }).click();
  await form.locator("#ag-since").fill("2026-03-01");
  await form.locator("#ag-first").fill("0");
  await form.locator("[data-testid=criteria]").getByRole("button", { name: "Add a rule" }).click();
  await form.locator("[data-testid=criteria] .rule > input").fill("Tech");
  const column = form.locator("[data-testid=criteria] select").first();
  await column.selectOption({ label: "setor" });
  await form.locator("[data-testid=agree]").click();
  await page.waitForFunction(() => document.querySelector("[data-promise=first]")?.dataset.attained === "0" || document.body.innerText.includes("do not meet"));
  const after = await kept(page);
  assert.equal(after.first.attained + after.first.pending + after.first.breached, 90, "retail is out of it");
});

test("what sales writes is given a code, and that can be undone", async ({ openPage }) => {
  const page = await sample(openPage);
  const row = page.locator('[data-reason="Moved away"]');
  assert.equal(await row.locator("select").evaluate((select) => select.selectedOptions[0].textContent), "no code");
  await row.locator("select").selectOption({ label: "no fit: region" });
  await page.waitForFunction(() => document.querySelector('[data-reason="Moved away"] select').selectedOptions[0].textContent === "no fit: region");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector('[data-reason="Moved away"] select').selectedOptions[0].textContent === "no code");
});

test("at 100,000 leads each screen of the agreement comes; its time is printed", { timeout: 180_000 }, async ({ openPage, t }) => {
  const leads = ["lead_id,email,company,created_at,channel,conversion_type,owner,stage"];
  const acts = ["email,activity date,activity type,owner"];
  for (let i = 0; i < 100_000; i++) {
    const day = `2026-0${1 + (i % 6)}-${String(1 + (i % 28)).padStart(2, "0")}`;
    leads.push(`${i},p${i}@x.example,Firm ${i},${day} 10:0${i % 10},${["Search", "Social", "Events"][i % 3]},${["Demo", "E-book"][i % 2]},Rep ${i % 7},${i % 31 ? "lead" : "customer"}`);
    if (i % 3) acts.push(`p${i}@x.example,${day} 1${i % 8}:${String(i % 60).padStart(2, "0")},call,Rep ${i % 7}`);
  }
  const page = await openPage({ lang: "en" });
  await load(page, [file("leads.csv", leads), file("activities.csv", acts)]);
  const timed = async (hash, selector) => {
    await goTo(page, "#/channels");
    return page.evaluate(
      async ([hash, selector]) => {
        const begin = performance.now();
        location.hash = hash;
        while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
        return performance.now() - begin;
      },
      [hash, selector],
    );
  };
  await goTo(page, "#/agreement");
  await page.getByRole("button", { name: "Write the agreement" }).click();
  await page.locator("[data-testid=agree]").click();
  await page.waitForSelector("[data-testid=agreement-answer]");
  const screens = [
    ["#/agreement", "[data-testid=agreement-answer]"],
    ["#/agreement/leads/which=day", "[data-testid=desk] [data-lead]"],
    ["#/agreement/lead/1.7", "[data-testid=events] li"],
    ["#/agreement/outcomes", "[data-testid=outcomes]"],
  ];
  for (const [hash, selector] of screens) {
    const times = [];
    for (let i = 0; i < (process.env.GARIMPO_LONG ? 5 : 1); i++) times.push(await timed(hash, selector));
    t.diagnostic(`${hash}: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  }
});
