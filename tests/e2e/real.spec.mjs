// Public data, when it is there: the same ground as the look-alikes, on the real thing.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, channels, goTo, load, metric, questions, receipt, sheets, test as any, total } from "./harness.mjs";

const DATA = process.env.GARIMPO_DATA ?? resolve(dirname(fileURLToPath(import.meta.url)), "../../../shared/data");
const here = existsSync(DATA);
if (!here) console.log("# left out: the public data is not beside this checkout; the look-alikes cover the same ground");
const test = (name, body) => here && any(name, body);
const at = (...path) => join(DATA, ...path);

test("Olist: leads and customers by origin, and costs typed by hand", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, [at("olist/olist_closed_deals_dataset.csv"), at("olist/olist_marketing_qualified_leads_dataset.csv")]);
  assert.deepEqual(await questions(page), []);
  const expected = {
    "organic search": [2296, 271], "paid search": [1586, 195], social: [1350, 75], unknown: [1099, 179],
    "direct traffic": [499, 56], email: [493, 15], referral: [284, 24], other: [150, 4], display: [118, 6],
    "other publicities": [65, 3],
  };
  const rows = await channels(page);
  assert.equal(rows.length, 11);
  for (const [name, [leads, customers]] of Object.entries(expected)) {
    const row = rows.find((channel) => channel.name === name);
    assert.ok(row, `${name} among ${rows.map((one) => one.name)}`);
    assert.equal((await metric(page, row.id, "leads")).value, leads, name);
    assert.equal((await metric(page, row.id, "customers")).value, customers, name);
  }
  const blank = rows.find((channel) => !(channel.name in expected));
  assert.equal((await metric(page, blank.id, "leads")).value, 60);
  assert.equal((await metric(page, blank.id, "customers")).value, 14);
  assert.equal((await total(page, "leads")).value, 8000);
  assert.equal((await total(page, "customers")).value, 842);
  // 797 of 842 deals say 0.0: "not told". The rest have an average far from what zeros would make of it.
  assert.ok((await total(page, "average_deal")).value > 100_000);
  const paid = rows.find((channel) => channel.name === "paid search").id;
  assert.equal((await metric(page, paid, "cpl")).state, "cost-unknown");
  await goTo(page, "#/data");
  for (const { sheet } of await sheets(page)) {
    await goTo(page, `#/data/${encodeURIComponent(sheet)}`);
    const { kept, read } = await receipt(page, sheet);
    assert.equal(read, kept + 1);
  }
});

test("ad spend in two dialects: the same sums by category", async ({ openPage }) => {
  const read = async (file) => {
    const page = await openPage();
    await load(page, at("adspend_daily_channels", file));
    assert.deepEqual(await questions(page), []);
    const sums = {};
    for (const { id } of await channels(page)) {
      sums[id] = {};
      for (const name of ["spend", "leads", "customers", "revenue"]) sums[id][name] = (await metric(page, id, name)).value;
    }
    return sums;
  };
  const exact = await read("Marketing_semicolon_decimalcomma.csv");
  const rounded = await read("Marketing_bom_crlf_usdates.csv");
  assert.deepEqual(Object.keys(exact).sort(), ["influencer", "media", "search", "social"]);
  for (const [category, sums] of Object.entries(exact)) {
    assert.equal(rounded[category].leads, sums.leads);
    assert.equal(rounded[category].customers, sums.customers);
    assert.ok(Math.abs(rounded[category].revenue - sums.revenue) <= 28 * 6);
    assert.ok(Math.abs(rounded[category].spend - sums.spend) <= 28 * 6 * 0.5, `${category} spend`);
  }
});

test("a Brazilian CRM and a course seller load without a question", async ({ openPage }) => {
  const crm = await openPage();
  await load(crm, ["leads", "vendas", "clientes", "interacoes"].map((name) => at("crm_br_synthetic", `${name}.csv`)));
  assert.deepEqual(await questions(crm), []);
  await goTo(crm, "#/data");
  const roles = Object.fromEntries((await sheets(crm)).map(({ sheet, role }) => [sheet, role]));
  assert.deepEqual(roles, { "leads.csv": "leads", "vendas.csv": "deals", "clientes.csv": "other", "interacoes.csv": "activities" });
  const courses = await openPage({ lang: "en" });
  await load(courses, at("xeducation/Leads.csv"));
  assert.deepEqual(await questions(courses), []);
  assert.equal((await metric(courses, "google", "leads")).value, 2873);
  assert.equal((await total(courses, "customers")).value, 3561);
});
