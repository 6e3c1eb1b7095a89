// The ranking: what it says, what it does not say, and that every number opens.
import { trio } from "./fixtures.mjs";
import { accessible, assert, channels, goTo, load, metric, showColumns, test, total, waitReady } from "./harness.mjs";

async function sample(openPage, how) {
  const page = await openPage(how);
  await page.locator("[data-testid=sample]").click();
  assert.equal(await waitReady(page), "ready");
  await page.waitForSelector("[data-testid=ranking]");
  return page;
}

const near = (got, want, by, what) => assert.ok(Math.abs(got - want) <= by, `${what}: ${got}, expected ${want} ± ${by}`);

for (const [lang, referral, paid, email] of [["pt-BR", "Indicação", "Busca paga", "E-mail"], ["en", "Referral", "Paid search", "Email"]]) {
  test(`the sample company in ${lang} has the numbers that it was made with`, async ({ openPage }) => {
    const page = await sample(openPage, { lang });
    const rows = await channels(page);
    const id = (name) => rows.find((row) => row.name === name)?.id;
    assert.equal(rows.length, 8);
    assert.equal(rows[0].name, referral);
    const cac = await metric(page, id(referral), "cac");
    assert.deepEqual([cac.value, cac.state], [1440, "ok"]);
    near(cac.low, 807, 1, "low");
    near(cac.high, 2776, 1, "high");
    near((await metric(page, id(paid), "cac")).value, 48_600 / 23, 1e-9, "paid search");
    assert.equal((await metric(page, id(referral), "tier_cost")).value, 1);
    assert.equal((await metric(page, id(paid), "tier_cost")).value, 1);
    assert.equal((await metric(page, id(email), "cac")).state, "cost-unknown");
    assert.equal((await metric(page, id(email), "customers")).value, 6);
    assert.equal((await total(page, "leads")).value, 1318);
    assert.equal((await total(page, "customers")).value, 72);
    near((await total(page, "cac")).value, 241_620 / 72, 1e-9, "all");
    const ranking = page.locator("[data-testid=ranking]");
    assert.equal(await ranking.getAttribute("data-as-of"), "2026-06-19");
    assert.equal(await ranking.getAttribute("data-clock"), "cohort");
  });
}

test("the answer stands on top in words", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "pt-BR" });
  const text = await page.locator("h1, h2").first().innerText();
  assert.match(text, /Indicação.*Orgânico.*Busca paga.*não se distinguem.*Eventos.*quase certamente/s);
});

test("the three ways of having no number differ", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  assert.deepEqual([(await metric(page, "indicacao", "cac")).value, (await metric(page, "indicacao", "cac")).state], [0, "ok"]);
  assert.deepEqual([(await metric(page, "site", "cac")).value, (await metric(page, "site", "cac")).state], [null, "cost-unknown"]);
  assert.equal((await metric(page, "feira", "cpl")).state, "no-leads");
  const events = await metric(page, "eventos", "cac");
  assert.deepEqual([events.value, events.state], [null, "none"]);
  near(events.low, 9000 / -Math.log(0.05), 0.01, "at least");
  assert.equal((await metric(page, "parceiros", "cpl")).state, "too-few");
  assert.equal((await metric(page, "parceiros", "tier_cost")).value, null);
  assert.equal((await total(page, "spend")).value, 13500.5);
});

test("every metric of the contract is in every row, and none is NaN or infinite", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  const ids = ["spend", "leads", "mqls", "sqls", "opportunities", "customers", "cpl", "cost_per_mql", "cost_per_sql", "cost_per_opportunity", "cac", "lead_to_customer", "win_rate", "revenue", "average_deal", "value_per_lead", "return_per_unit", "roas", "roi", "cycle_days", "tier_cost", "tier_value", "p_cheapest", "p_best_value"];
  const further = ["cac_loaded", "paid_cac", "blended_cac", "marginal_cac", "mer", "roi_margin", "lead_to_mql", "mql_to_sql", "sql_to_opportunity", "opportunity_to_customer", "value_win_rate", "median_deal", "largest_deal_share", "profit", "profit_per_lead", "open_value_per_lead", "expected_value_per_lead", "ltv", "ltv_cac", "payback_months", "lead_to_customer_days", "velocity", "response_median", "response_p90", "maturity", "customers_completed", "win_rate_by_h"];
  for (const all of [ids, [...ids, ...further]]) {
    if (all !== ids) await showColumns(page, ...further);
    const cells = await page.locator("[data-testid=ranking] [data-channel]").evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("[data-metric]")].map(({ dataset }) => ({ ...dataset }))),
    );
    assert.equal(cells.length, 6);
    for (const row of cells) {
      assert.deepEqual(row.map((one) => one.metric).sort(), [...all].sort());
      for (const { metric: id, value, low = "", high = "", state } of row) {
        for (const text of [value, low, high]) assert.match(text, /^(-?\d+(\.\d+)?)?$/, `${id}: ${text}`);
        assert.ok(["ok", "too-few", "no-leads", "cost-unknown", "none"].includes(state), `${id}: ${state}`);
      }
    }
  }
});

test("any column sorts, both ways, and rows without the number stay last", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  const header = page.locator("[data-testid=ranking] [data-sort=leads] button").first();
  const order = async () => Promise.all((await channels(page)).map(async ({ id }) => (await metric(page, id, "leads")).value));
  await header.click();
  const first = await order();
  await header.click();
  const second = await order();
  const sorted = [...first].sort((a, b) => a - b);
  assert.ok([first, second].some((one) => String(one) === String(sorted)), `${first} / ${second}`);
  assert.ok([first, second].some((one) => String(one) === String(sorted.reverse())));
  await page.locator("[data-testid=ranking] [data-sort=cac] button").first().click();
  const last = async () => (await channels(page)).slice(-2).map(({ name }) => name).sort();
  assert.deepEqual(await last(), ["Email", "Partners"], "no cost, and too few to order by it");
  await page.locator("[data-testid=ranking] [data-sort=cac] button").first().click();
  assert.deepEqual(await last(), ["Email", "Partners"]);
});

test("the period view and a shorter period change the numbers, and say so", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  const before = (await total(page, "customers")).value;
  await page.getByRole("radio", { name: "Period" }).click({ force: true });
  await waitReady(page);
  await page.waitForSelector("[data-testid=ranking][data-clock=period]");
  await page.locator("[data-testid=period-to]").fill("2026-01-31");
  await page.locator("[data-testid=period-to]").blur();
  await page.waitForFunction((all) => Number(document.querySelector("[data-testid=totals] [data-metric=customers]").dataset.value) < all, before);
  assert.ok((await total(page, "leads")).value < 1318);
});

test("a number opens onto its formula and its rows, and a row onto its sheet", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  const [first] = await channels(page);
  await page.locator(`[data-channel-id="${first.id}"] [data-metric=cac]`).locator("button, a").first().click();
  const drawer = page.locator("[data-testid=drawer]");
  await drawer.locator("[data-row]").first().waitFor();
  assert.match(await drawer.innerText(), /1,440/);
  assert.match(await drawer.innerText(), /10,080/);
  await accessible(page);
  await drawer.locator("[data-row]").first().click();
  await page.waitForSelector("[role=grid]");
  assert.match(page.url(), /#\/data\//);
});

test("every number that a column shows opens onto words or a sum", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  await page.locator("[data-testid=settings-open]").click();
  await page.locator("#set-margin").fill("62");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.locator("[data-testid=settings]").waitFor({ state: "detached" });
  const all = await page.locator("[data-column-choice]").evaluateAll((boxes) => boxes.map(({ dataset }) => dataset.columnChoice));
  assert.equal(all.length, 52);
  await showColumns(page, ...all);
  const opens = await page.locator("[data-testid=totals] [data-metric]").evaluateAll((cells) =>
    cells.filter((cell) => cell.querySelector("button")).map((cell) => cell.dataset.metric),
  );
  assert.ok(opens.length >= 25, `${opens}`);
  for (const id of opens) {
    await page.locator(`[data-testid=totals] [data-metric=${id}] button`).first().evaluate((button) => button.click());
    await page.waitForFunction(() => document.querySelector("[data-testid=drawer] .sum"));
    const drawer = page.locator("[data-testid=drawer]");
    const told = await drawer.evaluate((one) => one.querySelectorAll(".say, .frac, table.rows").length);
    assert.ok(told > 0, `${id} opens onto nothing`);
    assert.ok(!/NaN|Infinity/.test(await drawer.innerText()), id);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
  }
});

test("Escape closes the open number and gives the focus back", async ({ openPage }) => {
  const page = await sample(openPage, { lang: "en" });
  const button = page.locator("[data-testid=ranking] [data-metric=cac]").locator("button, a").first();
  await button.focus();
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=drawer]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[data-testid=drawer]").waitFor({ state: "detached" });
  assert.ok(await button.evaluate((one) => one === document.activeElement));
});

test("costs typed by hand reach the ranking", async ({ openPage }) => {
  const [leads, deals] = trio();
  const page = await openPage({ lang: "pt-BR" });
  await load(page, [leads, deals]);
  assert.equal((await metric(page, "google ads", "cac")).state, "cost-unknown");
  await page.locator('[data-channel-id="google ads"] [data-testid=inform-cost]').first().click();
  await page.waitForSelector("[role=grid]");
  await page.keyboard.type("1200,50");
  await page.keyboard.press("Enter");
  await goTo(page, "#/channels");
  await page.waitForFunction(() => document.querySelector('[data-channel-id="google ads"] [data-metric=cac]')?.dataset.value !== "");
  assert.equal((await metric(page, "google ads", "cac")).value, 1200.5 / 12);
  assert.equal((await metric(page, "site", "cac")).state, "cost-unknown");
});

test("spelling variants are offered for merging, and a merge can be taken back", async ({ openPage }) => {
  const rows = ["lead_id,email,channel"];
  for (let i = 0; i < 60; i++) rows.push(`${i},p${i}@x.example,${["Google Ads", "google-ads", "Site"][i % 3]}`);
  const page = await openPage({ lang: "en" });
  await load(page, { name: "leads.csv", content: rows.join("\n") });
  assert.equal((await channels(page)).length, 3);
  await page.locator("[data-testid=merge-offer] button").first().click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=ranking] [data-channel]").length === 2);
  assert.equal((await metric(page, "google ads", "leads")).value, 40);
  await page.locator("[data-testid=unmerge]").first().click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=ranking] [data-channel]").length === 3);
});

for (const theme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`the ranking is accessible in ${theme} at ${viewport.width}`, async ({ openPage }) => {
      const page = await sample(openPage, { theme, viewport });
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page scrolls sideways by ${wide}`);
    });
  }
}
