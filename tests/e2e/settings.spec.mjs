// How the numbers are made, and which of them the table shows.
import { accessible, assert, load, metric, showColumns, test, total, waitReady } from "./harness.mjs";

async function sample(openPage, how) {
  const page = await openPage(how);
  await page.locator("[data-testid=sample]").click();
  assert.equal(await waitReady(page), "ready");
  await page.waitForSelector("[data-testid=ranking]");
  return page;
}

const settings = (page) => page.locator("[data-testid=settings]");

async function open(page, button = "settings-open") {
  await page.locator(`[data-testid=${button}]`).click();
  await settings(page).waitFor();
}

/** Chooses one of a row of choices. What was pressed holds once the worker has counted. */
async function choose(page, name) {
  const radio = settings(page).getByRole("radio", { name });
  await radio.click({ force: true });
  await page.waitForFunction((one) => one.checked, await radio.elementHandle());
}

/** Types into a field, as a person does, and leaves it. */
async function type(page, id, text) {
  await page.locator(`#${id}`).fill(text);
  await page.locator(`#${id}`).blur();
}

const until = (page, id, value) =>
  page.waitForFunction(
    ([which, want]) => {
      const got = document.querySelector(`[data-testid=totals] [data-metric=${which}]`).dataset.value;
      return want === null ? got === "" : got !== "" && Math.abs(Number(got) - want) < 1e-6 * Math.abs(want) + 1e-9;
    },
    [id, value],
  );

for (const [lang, typed, wrong, sentence] of [
  ["pt-BR", "62,5", "0,62", /porcentagem.*Nada mudou/s],
  ["en", "62.5%", "0.62", /percentage.*Nothing changed/s],
]) {
  test(`a margin makes profit, in ${lang}; what cannot be one changes nothing`, async ({ openPage }) => {
    const page = await sample(openPage, { lang });
    await showColumns(page, "profit");
    const revenue = (await total(page, "revenue")).value;
    assert.equal((await total(page, "profit")).value, null);
    await open(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), "set-margin");
    await accessible(page);
    await type(page, "set-margin", wrong);
    assert.match(await page.locator("#set-margin-wrong").innerText(), sentence);
    assert.equal(await page.locator("#set-margin").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("#set-margin").inputValue(), wrong, "what was typed stays to be mended");
    assert.equal((await total(page, "profit")).value, null);
    await accessible(page);
    await type(page, "set-margin", typed);
    await until(page, "profit", revenue * 0.625);
    assert.equal(await page.locator("#set-margin-wrong").count(), 0);
    await page.keyboard.press("Escape");
    await settings(page).waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "settings-open");
    assert.match(await page.locator("[data-testid=settings-open]").innerText(), /62[.,]5\s?%/);
    await page.keyboard.press("Control+z");
    await until(page, "profit", null);
    await page.keyboard.press("Control+y");
    await until(page, "profit", revenue * 0.625);
  });
}

test("a number that can be read in two ways is asked about, not guessed", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "pt-BR" });
  await open(page, "settings-cost");
  await type(page, "set-horizon", "1.234");
  assert.match(await page.locator("#set-horizon-wrong").innerText(), /dois jeitos/);
  await type(page, "set-horizon", "30");
  await page.keyboard.press("Escape");
  await page.locator("[data-testid=cohorts] summary").click();
  await page.waitForFunction(() => /Prazo escolhido.*dia 30/s.test(document.querySelector("[data-testid=cohorts]").innerText));
});

test("a subscription needs both numbers of its churn", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  await open(page);
  assert.equal(await page.locator("#set-ended").count(), 0);
  await choose(page, "Subscription");
  await page.locator("#set-ended").waitFor();
  await type(page, "set-ended", "3");
  assert.match(await settings(page).innerText(), /Fill in both/);
  await type(page, "set-months", "240");
  await page.waitForFunction(() => !/Fill in both/.test(document.querySelector("[data-testid=settings]").innerText));
  await type(page, "set-most", "0");
  assert.match(await page.locator("#set-most-wrong").innerText(), /above 0, up to 600/);
  await accessible(page);
});

test("costs of all are laid on the channels, by spend or by leads", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, [
    { name: "leads.csv", content: `lead_id,channel,created_at,customer_at\n${Array.from({ length: 60 }, (_, i) => `${i},${i % 3 ? "Site" : "Fair"},2026-01-${10 + (i % 15)},${i % 4 ? "" : "2026-03-01"}`).join("\n")}\n` },
    { name: "spend.csv", content: "channel,date,amount\nSite,2026-01-20,100.00\nFair,2026-01-20,300.00\nAgency,2026-01-20,90.00\n" },
  ]);
  await page.waitForSelector("[data-testid=ranking]");
  await showColumns(page, "cac_loaded");
  await open(page);
  const customers = (await metric(page, "site", "customers")).value;
  const loaded = async (value) =>
    page.waitForFunction(
      (want) => Math.abs(Number(document.querySelector('[data-channel-id="site"] [data-metric=cac_loaded]').dataset.value) - want) < 1e-9,
      value / customers,
    );
  await settings(page).getByRole("checkbox", { name: "Agency" }).click();
  await loaded(100 + (90 * 100) / 400);
  await choose(page, "By leads");
  await loaded(100 + (90 * 40) / 60);
  await page.keyboard.press("Escape");
  await settings(page).waitFor({ state: "detached" });
  assert.match(await page.locator("[data-testid=settings-cost]").innerText(), /shared apart/);
});

test("money of another currency counts at the rate of its day, and not before one is typed", async ({ openPage }) => {
  const page = await openPage({ lang: "pt-BR" });
  await load(page, [
    { name: "leads.csv", content: `lead_id,canal,criado em,virou cliente em\n${Array.from({ length: 40 }, (_, i) => `${i},Site,2026-01-${10 + (i % 15)},${i % 4 ? "" : "2026-03-01"}`).join("\n")}\n` },
    { name: "gastos.csv", content: "canal,data,valor,moeda\nSite,2026-01-10,100.50,BRL\nSite,2026-01-11,50.25,BRL\nSite,2026-02-01,10.25,USD\n" },
  ]);
  await page.waitForSelector("[data-testid=ranking]");
  assert.equal((await total(page, "spend")).value, 150.75);
  await open(page);
  const rates = page.locator("[data-testid=rates][data-currency=USD]");
  const add = rates.getByRole("button", { name: "Pôr cotação" });
  await rates.locator("input[type=text]").fill("4");
  await add.click();
  assert.match(await rates.innerText(), /Escolha um dia/);
  await rates.locator("input[type=date]").fill("2026-01-31");
  await add.click();
  await until(page, "spend", 150.75 + 41);
  assert.match(await rates.innerText(), /1 USD = 4 BRL desde 31\/01\/2026/);
  await accessible(page);
  await rates.getByRole("button", { name: /Tirar/ }).click();
  await until(page, "spend", 150.75);
});

test("the lagged view waits for the period clock and for dates", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  await open(page);
  const lagged = page.locator("#set-lagged");
  assert.ok(await lagged.isDisabled());
  assert.match(await page.locator("#set-lagged-hint").innerText(), /Only on the period clock/);
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "Period" }).click({ force: true });
  await page.locator("[data-testid=period-from]").fill("2026-03-01");
  await page.locator("[data-testid=period-from]").blur();
  await page.waitForSelector("[data-testid=ranking][data-clock=period]");
  const before = (await total(page, "leads")).value;
  await open(page);
  await page.waitForFunction(() => !document.getElementById("set-lagged").disabled);
  await lagged.click();
  await page.waitForFunction((was) => Number(document.querySelector("[data-testid=totals] [data-metric=leads]").dataset.value) !== was, before);
  await page.waitForFunction(() => /days before the period/.test(document.getElementById("set-lagged-hint").innerText));
});

test("columns are chosen, kept, and taken back to the default", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  const shown = async (on, id) => (await on.locator(`[data-testid=totals] [data-metric=${id}]:not([hidden])`).count()) === 1;
  assert.ok(!(await shown(page, "maturity")));
  await page.locator("[data-testid=columns] summary").click();
  await accessible(page);
  await page.locator("[data-column-choice=maturity]").check();
  await page.locator("[data-column-choice=spend]").uncheck();
  assert.deepEqual([await shown(page, "maturity"), await shown(page, "spend"), await shown(page, "cac")], [true, false, true]);
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key === "garimpo:columns"));
  assert.match(kept[0][1], /^[a-z_,]+$/, "names of columns, and no data");
  const again = await sample(openPage, { lang: "pt-BR", context: page.context() });
  assert.deepEqual([await shown(again, "maturity"), await shown(again, "spend")], [true, false]);
  await again.locator("[data-testid=columns] summary").click();
  await again.getByRole("button", { name: "Voltar ao padrão" }).click();
  assert.deepEqual([await shown(again, "maturity"), await shown(again, "spend")], [false, true]);
});

test("the settings fit on a phone", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "pt-BR", viewport: { width: 390, height: 844 } });
  await open(page);
  await accessible(page);
  const wide = await settings(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  assert.ok(wide <= 0, `the settings scroll sideways by ${wide}`);
});
