// The exports of known tools, as their tools write them, dropped one group at a time: everything is recognised,
// nothing is asked, and the sums are those of the company they were made from. `truths.json` has them.
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, goTo, load, metric, questions, receipt, sheets, test, total } from "./harness.mjs";

const EXPORTS = process.env.GARIMPO_EXPORTS ?? resolve(dirname(fileURLToPath(import.meta.url)), "../../target/exports");
const truths = JSON.parse(await readFile(join(EXPORTS, "truths.json"), "utf8"));

const GROUPS = [
  // Every deal finds its lead by e-mail: a customer counts once.
  ["rd-marketing/leads", "rd-crm/deals", "google-ads/by-day-pt-br", "meta-ads/by-day-pt-br-2026"],
  ["hubspot/contacts-en-codes", "linkedin-ads/by-day-utf16", "google-ads/report-en-uk-utf16"],
  ["hubspot/deals-pt-br", "meta-ads/campaigns-en"],
  ["pipedrive/leads-en", "pipedrive/deals-en", "microsoft-ads/page-en"],
  ["kommo/leads-a", "tiktok-ads/by-day-new"],
  ["salesforce/leads-en", "linkedin-ads/whole-period"],
  ["salesforce/opportunities-grand-totals", "google-ads/overview-series-en"],
  ["zoho/deals-pt-br", "google-ads/report-pt-br"],
  ["meta-leads/utf16", "meta-ads/by-age-pt-br-2021"],
];

const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);

for (const group of GROUPS) {
  test(`recognised: ${group.join(", ")}`, async ({ openPage }) => {
    const parts = group.map((folder) => ({ folder, ...truths[folder] }));
    const lang = group.some((folder) => folder.includes("pt-br")) ? "pt-BR" : "en";
    const page = await openPage({ lang });
    await load(page, parts.map(({ folder, file }) => join(EXPORTS, folder, file)));
    assert.deepEqual(await questions(page), []);

    // What came in, before the view is left: the page goes to the channels by itself.
    const money = parts.reduce((all, { spend }) => all + spend, 0);
    const leads = parts.reduce((all, part) => all + sum(part.leads), 0);
    // Leads that say themselves who bought, and deals that were won, are the same people in these companies.
    const customers = Math.max(...parts.map((part) => Math.max(sum(part.customers), sum(part.won))));
    const revenue = parts.reduce((all, part) => all + part.revenue, 0);
    await page.locator("[data-testid=totals]").waitFor();
    assert.equal((await total(page, "spend")).value, money / 100, "spend");
    if (leads > 0) assert.equal((await total(page, "leads")).value, leads, "leads");
    if (customers > 0) assert.equal((await total(page, "customers")).value, customers, "customers");
    if (revenue > 0) assert.equal((await total(page, "revenue")).value, revenue / 100, "revenue");
    const paid = {};
    for (const { spend, paidChannel } of parts) if (spend > 0) paid[paidChannel] = (paid[paidChannel] ?? 0) + spend;
    for (const [id, cents] of Object.entries(paid)) {
      assert.equal((await metric(page, id, "spend")).value, cents / 100, `spend of ${id}`);
    }

    await goTo(page, "#/data");
    await page.locator("[role=tab][data-sheet]").first().waitFor();
    const tabs = await sheets(page);
    assert.equal(tabs.length, parts.length);
    for (const { file, role, rows, source } of parts) {
      assert.deepEqual(tabs.find(({ sheet }) => sheet === file), { sheet: file, role, rows }, file);
      await goTo(page, `#/data/${encodeURIComponent(file)}`);
      await page.locator(`[role=tab][data-sheet="${file.replaceAll('"', '\\"')}"][aria-selected=true]`).waitFor();
      await page.getByText(`${lang === "en" ? "recognised" : "reconhecido"}: ${source},`).first().waitFor();
      const { kept, rejected } = await receipt(page, file);
      assert.deepEqual({ kept, rejected }, { kept: rows, rejected: 0 }, file);
    }
  });
}
