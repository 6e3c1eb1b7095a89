// Workbooks and archives: opened by a worker that is loaded when the first of them comes, and only then.
import { trio } from "./fixtures.mjs";
import { assert, cancelAtOnce, cell, drop, goTo, load, metric, questions, receipt, requested, sheets, test, total, waitReady } from "./harness.mjs";
import { greedy, gzip, page as htmlPage, xlsx, zip } from "./packed.mjs";

const OPENER = ["/garimpo/opener.js", "/garimpo/workbook.js", "/garimpo/workbook_bg.wasm"];
// The one exception to "no request after loading".
const allow = [/^request after loading: GET http:\/\/127\.0\.0\.1:\d+\/garimpo\/(opener\.js|workbook\.js|workbook_bg\.wasm)$/];

const [leads, deals, spend] = trio();
const company = () => xlsx([{ ...leads, name: "Leads" }, { ...deals, name: "Negócios" }, { ...spend, name: "Gastos" }]);

async function opened() {
  return (await requested()).filter((path) => OPENER.includes(path));
}

async function isTheCompany(page) {
  await page.waitForSelector("[data-testid=ranking]");
  assert.equal((await metric(page, "google ads", "leads")).value, 60);
  assert.equal((await metric(page, "google ads", "customers")).value, 12);
  assert.equal((await metric(page, "google ads", "spend")).value, 1200.5);
  assert.equal((await total(page, "spend")).value, 13500.5);
}

const errors = (page) =>
  page.locator("[data-testid=file-error]").evaluateAll((all) => all.map((one) => [one.dataset.file, one.textContent]));

// First: later tests load the opener into the same log.
test("nothing is requested for files of text", async ({ openPage }) => {
  const page = await openPage();
  const before = (await requested()).length;
  await load(page, trio());
  await isTheCompany(page);
  assert.deepEqual((await requested()).slice(before), []);
  assert.deepEqual(await opened(), []);
});

test("the sheets of a workbook become a ranking", async ({ openPage }) => {
  const page = await openPage({ allow });
  await load(page, { name: "empresa.xlsx", content: company() });
  assert.deepEqual(await questions(page), []);
  await isTheCompany(page);
  assert.deepEqual(await opened(), OPENER);
  await goTo(page, "#/data");
  assert.deepEqual(await sheets(page), [
    { sheet: "empresa.xlsx › Leads", role: "leads", rows: 186 },
    { sheet: "empresa.xlsx › Negócios", role: "deals", rows: 58 },
    { sheet: "empresa.xlsx › Gastos", role: "spend", rows: 5 },
  ]);
  const { read, header, kept } = await receipt(page, "empresa.xlsx › Leads");
  assert.deepEqual([read, header, kept], [187, 1, 186]);
  // The same sheets once more take the place of the first ones, and the opener is not requested again.
  const before = (await requested()).length;
  await load(page, { name: "empresa.xlsx", content: xlsx([{ ...spend, name: "Gastos" }, { ...leads, name: "Leads" }]) });
  const names = (await sheets(page)).map(({ sheet }) => sheet);
  assert.deepEqual(names, ["empresa.xlsx › Negócios", "empresa.xlsx › Gastos", "empresa.xlsx › Leads"]);
  await goTo(page, "#/channels");
  await isTheCompany(page);
  assert.equal((await requested()).length, before);
});

test("one sheet has the name of its file, and its cells are what was stored", async ({ openPage }) => {
  const page = await openPage({ allow });
  const content = "canal;data;custo;cliques\r\nA;01/03/2026;1,234;10\r\nB;02/03/2026;2,5;20\r\n";
  await load(page, { name: "gastos.xlsx", content: xlsx([{ name: "Plan1", content }]) });
  assert.deepEqual(await questions(page), []);
  await goTo(page, "#/data/gastos.xlsx");
  await page.waitForSelector("[role=grid] [aria-rowindex='3']");
  assert.deepEqual((await sheets(page)).map(({ sheet, rows }) => [sheet, rows]), [["gastos.xlsx", 2]]);
  assert.equal(await cell(page, 2, 2), "2026-03-01");
  assert.equal(await cell(page, 2, 3), "1.234");
});

test("an archive with three files becomes a ranking", async ({ openPage }) => {
  const page = await openPage({ allow });
  const files = trio().map(({ name, content }) => ({ name: `export/${name}`, content }));
  const litter = { name: "__MACOSX/export/._leads.csv", content: "\0\x05" };
  await load(page, { name: "export.zip", content: zip([...files, litter]) });
  await isTheCompany(page);
  await goTo(page, "#/data");
  assert.deepEqual((await sheets(page)).map(({ sheet }) => sheet), ["export.zip › leads.csv", "export.zip › negocios.csv", "export.zip › gastos.csv"]);
  assert.deepEqual(await errors(page), []);
});

test("gzip, a page that calls itself a workbook, and text, dropped together", async ({ openPage }) => {
  const page = await openPage({ allow });
  await load(page, [
    { name: "leads.csv.gz", content: gzip(leads.content) },
    deals,
    { name: "gastos.xls", content: htmlPage(spend.content) },
  ]);
  await isTheCompany(page);
  await goTo(page, "#/data");
  assert.deepEqual((await sheets(page)).map(({ sheet }) => sheet), ["leads.csv.gz", "negocios.csv", "gastos.xls"]);
});

test("a broken workbook gets its sentence, and nothing else changes", async ({ openPage }) => {
  const page = await openPage({ allow });
  await load(page, trio());
  await isTheCompany(page);
  const whole = company();
  await drop(page, { name: "cortado.xlsx", content: whole.subarray(0, whole.length / 2) });
  assert.equal(await waitReady(page), "ready");
  const [[name, words], ...rest] = await errors(page);
  assert.deepEqual([name, rest], ["cortado.xlsx", []]);
  assert.match(words, /danificado/);
  await isTheCompany(page);
});

test("a sheet of notes is left out by name, and a locked workbook says so", async ({ openPage }) => {
  const page = await openPage({ allow, lang: "en" });
  const notes = { name: "Notes", content: "Read me before use\r\nThis export is of March\r\nAsk Ana\r\n" };
  const locked = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4096), Buffer.from("EncryptedPackage", "utf16le")]);
  await load(page, [
    { name: "book.xlsx", content: xlsx([{ ...leads, name: "Leads" }, notes]) },
    { name: "secret.xlsx", content: locked },
  ]);
  const told = Object.fromEntries(await errors(page));
  assert.deepEqual(Object.keys(told).sort(), ["book.xlsx › Notes", "secret.xlsx"]);
  assert.match(told["book.xlsx › Notes"], /has no table/);
  assert.match(told["secret.xlsx"], /password/);
});

test("a cancelled workbook leaves nothing behind", async ({ openPage }) => {
  const page = await openPage({ allow });
  await load(page, trio());
  const rows = ["canal;custo;nota"];
  for (let row = 0; row < 120_000; row++) rows.push(`canal ${row % 9};${row % 100};nota ${row}`);
  await cancelAtOnce(page);
  await drop(page, { name: "grande.xlsx", content: xlsx([{ name: "Gastos", content: rows.join("\r\n") }]) });
  assert.equal(await waitReady(page), "ready");
  assert.equal((await total(page, "leads")).value, 186);
  await goTo(page, "#/data");
  assert.equal((await sheets(page)).length, 3);
  // The opener went with it, and the next workbook gets another. Its sheets are those of the CSVs, once more.
  await load(page, { name: "empresa.xlsx", content: company() });
  assert.deepEqual((await sheets(page)).map(({ sheet }) => sheet), ["empresa.xlsx › Leads", "empresa.xlsx › Negócios", "empresa.xlsx › Gastos"]);
  await goTo(page, "#/channels");
  await isTheCompany(page);
});

test("a workbook that ends its opener costs only itself", async ({ openPage }) => {
  const page = await openPage({ allow });
  await drop(page, [{ name: "guloso.xlsx", content: greedy([{ ...leads, name: "Leads" }]) }, deals]);
  assert.equal(await waitReady(page), "ready");
  const [[name, words]] = await errors(page);
  assert.equal(name, "guloso.xlsx");
  assert.match(words, /memória/);
  // The next one gets a new opener.
  await load(page, [{ name: "empresa.xlsx", content: company() }]);
  await goTo(page, "#/data");
  assert.equal((await sheets(page)).length, 3);
});

test("without a network the first workbook says what is missing", async ({ openPage }) => {
  const page = await openPage({ allow: [...allow, /workbook_bg\.wasm/, /Failed to load resource/, /opener/] });
  await page.context().route("**/workbook_bg.wasm", (route) => route.abort());
  await drop(page, { name: "empresa.xlsx", content: company() });
  assert.equal(await waitReady(page), "error");
  assert.match((await errors(page))[0][1], /Conecte-se à internet/);
  await page.context().unroute("**/workbook_bg.wasm");
  await load(page, { name: "empresa.xlsx", content: company() });
  await isTheCompany(page);
});

test("the document comes back with its workbooks when the worker dies", async ({ openPage }) => {
  const page = await openPage({ allow: [/./] });
  await load(page, [{ name: "empresa.xlsx", content: company() }]);
  await isTheCompany(page);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("garimpo:crash-worker")));
  await page.waitForSelector("body:not([data-state=ready])");
  assert.equal(await waitReady(page), "ready");
  await isTheCompany(page);
  await goTo(page, "#/data");
  assert.equal((await sheets(page)).length, 3);
});
