// What has not ended yet: young channels, leads by month, and values that hold what is still open.
import { accessible, assert, load, metric, showColumns, test } from "./harness.mjs";

const day = (offset) => new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);

/** Two channels that have had their time, and a new one: most of what its leads will bring has not come. */
function company() {
  const leads = ["lead_id,channel,created_at"];
  const deals = ["deal_id,lead_id,status,created_at,closed_at,amount"];
  const spend = ["channel,date,amount", `Site,${day(20)},5000.00`, `Fair,${day(20)},9000.00`, `New,${day(160)},3000.00`];
  let id = 0;
  const lead = (channel, from) => (leads.push(`${++id},${channel},${day(from)}`), id);
  const deal = (of, status, from, to, amount) =>
    deals.push(`d${deals.length},${of},${status},${day(from)},${to === null ? "" : day(to)},${amount}.00`);
  for (let i = 0; i < 100; i++) {
    const one = lead("Site", i);
    if (i % 5 === 0) deal(one, "won", i + 2, i + 30 + (i % 20), 1000 + 10 * i);
    else if (i % 3 === 0) deal(one, "lost", i + 2, i + 25, 900);
  }
  for (let i = 0; i < 60; i++) {
    const one = lead("Fair", i);
    if (i % 6 === 0) deal(one, "won", i + 2, i + 35 + (i % 10), i === 0 ? 90_000 : 1500);
  }
  for (let i = 0; i < 40; i++) {
    const from = 155 + (i % 10);
    const one = lead("New", from);
    if (i % 7 === 0) deal(one, "won", from + 1, from + 4, 2000);
    else if (i % 4 === 0) deal(one, "open", from + 1, null, 3000);
  }
  // Won, and nobody wrote when.
  deal(lead("Site", 50), "won", 52, null, 1200);
  return [
    { name: "leads.csv", content: `${leads.join("\n")}\n` },
    { name: "deals.csv", content: `${deals.join("\n")}\n` },
    { name: "spend.csv", content: `${spend.join("\n")}\n` },
  ];
}

async function opened(openPage, how) {
  const page = await openPage(how);
  await load(page, company());
  await page.waitForSelector("[data-testid=ranking]");
  return page;
}

for (const [lang, reason, head] of [
  ["pt-BR", /imaturo: \d+\s?% do que virá já veio/, /Ainda imaturo\. Menos da metade/],
  ["en", /young: \d+% of what will come has come/, /Still young\. Less than half/],
]) {
  test(`a young channel is out of the order with its own reason, in ${lang}`, async ({ openPage }) => {
    const page = await opened(openPage, { lang });
    await showColumns(page, "maturity");
    const maturity = await metric(page, "new", "maturity");
    assert.ok(maturity.value < 0.5, `maturity ${maturity.value}`);
    assert.equal((await metric(page, "new", "tier_cost")).value, null);
    assert.equal((await metric(page, "site", "tier_cost")).value, 1);
    const row = page.locator(".rank tbody tr", { has: page.locator("[data-testid=young]") });
    assert.equal(await row.count(), 1);
    assert.match(await row.innerText(), reason);
    assert.ok(await row.locator("svg.iv.young").count(), "drawn striped");
    assert.match(await page.locator(".rank").innerText(), head);
    assert.ok(await page.locator(".bub.young").count(), "striped on the map, too");
    await accessible(page);
  });
}

test("leads by month tell what has come, what is expected, and on what times that rests", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "en" });
  const fold = page.locator("[data-testid=cohorts]");
  assert.match(await fold.locator("summary").innerText(), /New is still young/);
  await fold.locator("summary").click();
  const rows = await page.locator("[data-testid=cohort-table] tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, " ").trim())),
  );
  assert.equal(rows[0][0], "January 2026");
  const leads = rows.reduce((sum, row) => sum + Number(row[1]), 0);
  assert.equal(leads, 201, "every dated lead is in one month");
  const last = rows.at(-1);
  assert.equal(last[0], "June 2026");
  assert.ok(Number(last[3].split(" ")[0]) > Number(last[2]), `completed ${last[3]} beyond ${last[2]}`);
  assert.match(last[4], /young/);
  assert.ok(await page.locator("[data-testid=cohort-table] tr.young").count() >= 1);
  const text = await fold.innerText();
  assert.match(text, /Half of the customers close within \d+ days/);
  assert.match(text, /Horizon: the win rate by the horizon counts up to day \d+/);
  assert.match(text, /1 customer without both dates/);
  await accessible(page);
});

test("what is still open stands beside what has come, never inside of it", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "en" });
  await page.locator("[data-testid=columns] summary").click();
  await page.locator("[data-column-choice=expected_value_per_lead]").check();
  await page.locator("[data-column-choice=open_value_per_lead]").check();
  const cell = page.locator('[data-testid=ranking] [data-channel-id="new"] [data-metric=expected_value_per_lead]');
  assert.match(await cell.innerText(), /has come \+ .* still open/);
  assert.ok(await cell.locator("svg.expected .o").count());
  const value = async (id) => (await metric(page, "new", id)).value;
  const sum = (await value("value_per_lead")) + (await value("open_value_per_lead"));
  assert.ok((await value("open_value_per_lead")) > 0);
  assert.ok(Math.abs((await value("expected_value_per_lead")) - sum) < 1e-9);
  await cell.locator("button").click();
  const drawer = page.locator("[data-testid=drawer]");
  await drawer.waitFor();
  await page.waitForFunction(() => /still open/.test(document.querySelector("[data-testid=drawer]").innerText));
});

test("an average that one deal makes says so", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "pt-BR" });
  await showColumns(page, "largest_deal_share");
  const share = (await metric(page, "fair", "largest_deal_share")).value;
  assert.ok(share > 0.4);
  const flag = page.locator('[data-testid=ranking] [data-channel-id="fair"] [data-metric=average_deal] [data-testid=one-big-deal]');
  assert.match(await flag.innerText(), /um negócio é \d+\s?%/);
  assert.equal(await page.locator('[data-testid=ranking] [data-channel-id="site"] [data-testid=one-big-deal]').count(), 0);
});

test("unfinished business fits on a phone", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "pt-BR", viewport: { width: 390, height: 844 } });
  await page.locator("[data-testid=cohorts] summary").click();
  await page.locator("[data-testid=columns] summary").click();
  await accessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the page scrolls sideways by ${wide}`);
});
