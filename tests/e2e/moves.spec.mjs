// Budget moves: what is proposed, why, and what a person may say against it. Made-up months with known sums.
import { accessible, assert, goTo, load, test } from "./harness.mjs";

const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const ENDS = ["31", "28", "31", "30", "31", "30"];
const WIDE = [6000, 14000, 8000, 12000, 9000, 11000];
const FLAT = [10000, 10000, 10000, 10000, 10000, 10000];

/** Leads, deals and monthly spend: `plan` is [channel, spend by month, leads, customers, deal]. */
function company(plan) {
  const leads = ["lead_id,email,created_at,channel"];
  const deals = ["deal_id,email,status,created_at,closed_at,amount"];
  const spend = ["channel,period_start,period_end,amount"];
  let number = 0;
  for (const [channel, months, count, won, deal] of plan) {
    months.forEach((amount, at) => spend.push(`${channel},${MONTHS[at]}-01,${MONTHS[at]}-${ENDS[at]},${amount}.00`));
    for (let i = 0; i < count; i++, number++) {
      const created = `${MONTHS[i % 6]}-${String(1 + (i % 20)).padStart(2, "0")}`;
      leads.push(`${number},p${number}@x.example,${created},${channel}`);
      if (i < won) deals.push(`D${number},p${number}@x.example,won,${created},2026-06-30,${deal * 0.5 + (deal * i) / won}`);
    }
  }
  const file = (name, lines) => ({ name, content: `${lines.join("\n")}\n` });
  return [file("leads.csv", leads), file("deals.csv", deals), file("spend.csv", spend)];
}

const CLEAR = [
  ["Google Ads", WIDE, 900, 120, 4000],
  ["Fairs", WIDE, 200, 25, 4000],
  ["Referral", WIDE, 400, 60, 4000],
  ["Partners", [500, 500, 500, 500, 500, 500], 6, 2, 4000],
];

async function opened(openPage, plan, how = { lang: "en" }) {
  const page = await openPage(how);
  await load(page, company(plan));
  await goTo(page, "#/moves");
  await page.waitForSelector("[data-testid=moves]");
  return page;
}

const moves = (page) =>
  page.locator("[data-testid=move]").evaluateAll((all) => all.map(({ dataset }) => [dataset.from, dataset.to, Number(dataset.amount)]));

const cells = (page, row) =>
  page.locator(`[data-testid=move]`).first().locator(`[data-row="${row}"] td b`).allInnerTexts();

for (const lang of ["pt-BR", "en"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`a move that holds is told with its sum, in ${lang} at ${viewport.width}`, async ({ openPage }) => {
      const page = await opened(openPage, CLEAR, { lang, viewport });
      // A fifth of 10,000; inside 6,000 to 14,000.
      assert.deepEqual(await moves(page), [["fairs", "google ads", 2000]]);
      const title = await page.locator("h1").innerText();
      assert.match(title, lang === "en" ? /2,000 a month from Fairs to Google Ads would almost surely bring more revenue/ : /2\.000 por mês de Fairs para Google Ads quase certamente traz mais receita/);
      // 20 × (1.2^b − 1) and 25/6 × (1 − 0.8^b)
      const gained = [0.5, 0.7, 0.9].map((b) => 20 * (1.2 ** b - 1));
      const lost = [0.5, 0.7, 0.9].map((b) => (25 / 6) * (1 - 0.8 ** b));
      const number = (text) => Number(text.replace("−", "-").replace(",", "."));
      const near = (got, want) => got.forEach((text, at) => assert.ok(Math.abs(number(text) - want[at]) <= 0.006, `${text}, expected ${want[at]}`));
      near(await cells(page, "gained"), gained);
      near(await cells(page, "lost"), lost.map((one) => -one));
      near(await cells(page, "net"), gained.map((one, at) => one - lost[at]));
      assert.ok(!/NaN|Infinity|undefined/.test(await page.locator("main").innerText()));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await accessible(page);
    });
  }
}

test("the view is reached from the navigation and says that the past is no proof", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, company(CLEAR));
  await page.getByRole("navigation").getByRole("link", { name: "Budget" }).first().click();
  await page.waitForSelector("[data-testid=moves]");
  assert.match(page.url(), /#\/moves$/);
  assert.match(await page.locator("[data-testid=moves-foot]").innerText(), /not proof of cause/);
  assert.match(await page.locator("[data-testid=moves-unit]").innerText(), /in revenue/);
  assert.match(await page.locator("[data-testid=exploration]").innerText(), /Partners/);
});

test("the margin is told from here, and makes profit of revenue", async ({ openPage }) => {
  const page = await opened(openPage, CLEAR);
  const [revenue] = await cells(page, "money");
  await page.locator("[data-testid=moves-unit] button").click();
  const margin = page.locator("#set-margin");
  await margin.waitFor();
  await margin.fill("50%");
  await margin.press("Enter");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => /gross profit/.test(document.querySelector("[data-testid=moves-unit]")?.innerText ?? ""));
  const [profit] = await cells(page, "money");
  const number = (text) => Number(text.replace(/[^\d.]/g, ""));
  assert.ok(Math.abs(number(profit) - number(revenue) / 2) <= 1, `${profit} of ${revenue}`);
  assert.match(await page.locator("h1").innerText(), /more gross profit than it takes/);
});

test("a channel that gives or receives nothing says why", async ({ openPage }) => {
  const page = await opened(openPage, CLEAR);
  const side = (id, which) => page.locator(`[data-testid=budget][data-channel-id="${id}"] [data-side=${which}]`);
  assert.equal(await side("referral", "receives").getAttribute("data-reason"), "harvest");
  assert.equal(await side("partners", "receives").getAttribute("data-reason"), "too-few");
  assert.equal(await side("google ads", "receives").getAttribute("data-amount"), "3000");
  assert.match(await side("referral", "receives").innerText(), /reaps what others sow/);
});

test("what a person marks changes the moves, and can be undone", async ({ openPage }) => {
  const page = await opened(openPage, CLEAR);
  const flag = (id, name) => page.locator(`[data-testid=flags][data-channel-id="${id}"] [data-flag=${name}]`);
  const gone = () => page.waitForFunction(() => !document.querySelector('[data-testid=move][data-to="google ads"]'));
  const back = () => page.waitForSelector('[data-testid=move][data-to="google ads"]');
  await flag("google ads", "scalable").click();
  await gone();
  assert.equal(await page.locator('[data-testid=budget][data-channel-id="google ads"] [data-side=receives]').getAttribute("data-reason"), "not-scalable");
  await page.getByRole("button", { name: /^Undo: / }).first().click();
  await back();
  assert.ok(await flag("google ads", "scalable").isChecked());
  // A contract that leaves 500 to spare.
  await flag("fairs", "minimum").fill("9500");
  await flag("fairs", "minimum").blur();
  await page.waitForSelector('[data-testid=budget][data-channel-id=fairs] [data-side=gives][data-amount="500"]');
  await flag("fairs", "minimum").fill("");
  await flag("fairs", "minimum").blur();
  await page.waitForSelector('[data-testid=budget][data-channel-id=fairs] [data-side=gives][data-amount="2000"]');
  // Referral harvests by its name, until somebody says otherwise.
  assert.ok(await flag("referral", "harvest").isChecked());
  await flag("referral", "harvest").click();
  await page.waitForSelector('[data-testid=budget][data-channel-id=referral] [data-side=receives][data-amount="3000"]');
});

test("where the past does not decide, the test that would is named with its length", async ({ openPage }) => {
  const page = await opened(openPage, [["Alfa", FLAT, 300, 20, 1000], ["Beta", FLAT, 300, 26, 1000]]);
  assert.deepEqual(await moves(page), []);
  const trial = page.locator("[data-testid=trial]").first();
  assert.deepEqual(await trial.evaluate(({ dataset }) => [dataset.from, dataset.to]), ["alfa", "beta"]);
  const months = await trial.locator("[data-way]").evaluateAll((all) => all.map(({ dataset }) => [dataset.way, dataset.months]));
  assert.deepEqual(months.map(([way]) => way), ["raise", "switch-off", "wait"]);
  assert.ok(months.every(([, length]) => length === "" || Number(length) >= 1));
  assert.match(await page.locator("h1").innerText(), /^No budget move holds yet\. (The shortest test|Waiting is)/);
  // Spend that never varied tells nothing of a curve.
  assert.equal(await page.locator("[data-testid=evidence]").getAttribute("data-meter"), "0");
  await accessible(page);
});

test("without spend there is nothing to move, and the page says so", async ({ openPage }) => {
  const page = await openPage({ lang: "pt-BR" });
  const [leads, deals] = company([["Alfa", FLAT, 30, 5, 1000]]);
  await load(page, [leads, deals]);
  await goTo(page, "#/moves");
  await page.waitForSelector("[data-testid=moves]");
  assert.match(await page.locator("h1").innerText(), /não há verba a mover/);
  assert.equal(await page.locator("[data-testid=budget]").count(), 0);
});

test("the slider splits the whole budget, by the curve that is believed", async ({ openPage }) => {
  const page = await opened(openPage, [["Alfa", WIDE, 300, 20, 1000], ["Beta", WIDE, 300, 80, 1000]]);
  const then = () => page.locator("[data-testid=believe] [data-then]").evaluateAll((all) => all.map(({ dataset }) => Number(dataset.then)));
  assert.deepEqual(await then(), []);
  await page.locator("[data-testid=believe] summary").click();
  const first = await then();
  assert.ok(Math.abs(first[0] + first[1] - 20000) < 1e-6, `${first}`);
  assert.ok(first[1] > first[0]);
  const slider = page.locator("[data-testid=believe] input[type=range]");
  await slider.focus();
  await slider.press("ArrowRight");
  const second = await then();
  assert.ok(second[1] > first[1], "the straighter the curve, the more goes to the best");
  await accessible(page);
});
