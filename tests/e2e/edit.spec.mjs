// A spreadsheet person is at home: keys, blocks, rows, undo, and the answer follows.
import { many, trio } from "./fixtures.mjs";
import { accessible, assert, cell, download, goTo, load, measures, metric, sheets, test, waitReady } from "./harness.mjs";

async function open(page, sheet) {
  await goTo(page, `#/data/${encodeURIComponent(sheet)}`);
  await page.waitForSelector("[role=grid] [aria-rowindex='2']");
}

const click = (page, row, column) => page.locator(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`).click();
const reads = (page, row, column, text) =>
  page.waitForFunction(
    ([r, c, t]) => document.querySelector(`[role=grid] [aria-rowindex="${r}"] [aria-colindex="${c}"]`)?.textContent === t,
    [row, column, text],
  );

test("the grid says what it is", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "negocios.csv");
  const grid = page.locator("[role=grid]");
  assert.equal(await grid.getAttribute("aria-rowcount"), "59");
  assert.equal(await grid.getAttribute("aria-colcount"), "6");
  const heads = await page.locator("[role=columnheader]").evaluateAll((all) => all.map(({ dataset }) => [dataset.column, dataset.field, dataset.type]));
  assert.deepEqual(heads, [
    ["ID do negócio", "deal_id", heads[0][2]],
    ["E-mail", "email", "text"],
    ["Situação", "status", "text"],
    ["Criado em", "created_at", "date"],
    ["Fechado em", "closed_at", "date"],
    ["Valor", "amount", heads[5][2]],
  ]);
  assert.ok(["number", "money"].includes(heads[5][2]));
  await accessible(page);
});

test("typing replaces, Enter goes down, Tab right, Escape leaves it alone, F2 edits inside", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await click(page, 2, 3);
  await page.keyboard.type("500");
  await page.keyboard.press("Enter");
  await reads(page, 2, 3, "500");
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  assert.equal(await cell(page, 3, 3), "0,00");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("F2");
  await page.keyboard.type("0,25");
  await page.keyboard.press("Tab");
  await reads(page, 2, 3, "5000,25");
  await goTo(page, "#/channels");
  assert.equal((await metric(page, "google ads", "spend")).value, 5000.25);
  assert.ok((await measures(page, "garimpo:edit")).length >= 2);
});

test("Delete empties a block; undo and redo take it back and do it again", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await click(page, 2, 3);
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  await reads(page, 2, 3, "");
  await reads(page, 3, 3, "");
  await page.keyboard.press("Control+z");
  await reads(page, 2, 3, "1.200,50");
  await reads(page, 3, 3, "0,00");
  await page.keyboard.press("Control+y");
  await reads(page, 2, 3, "");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+z");
  await reads(page, 2, 3, "1.200,50");
});

test("a block is copied and pasted as a spreadsheet does, and grows the table", async ({ openPage }) => {
  const page = await openPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await load(page, trio());
  await open(page, "gastos.csv");
  await click(page, 2, 1);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+c");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("Google Ads"));
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r", ""), "Google Ads\t01/01/2026\t1.200,50\nIndicação\t01/01/2026\t0,00");
  await click(page, 6, 1);
  await page.keyboard.press("Control+v");
  await reads(page, 6, 1, "Google Ads");
  await reads(page, 7, 1, "Indicação");
  await page.waitForFunction(() => document.querySelector("[role=tab][data-sheet='gastos.csv']").dataset.rows === "6");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("[role=tab][data-sheet='gastos.csv']").dataset.rows === "5");
});

test("rows are added and deleted, and come back", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await click(page, 3, 1);
  await page.locator("[data-testid=add-row]").click();
  await page.waitForFunction(() => document.querySelector("[role=tab][data-sheet='gastos.csv']").dataset.rows === "6");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("[role=tab][data-sheet='gastos.csv']").dataset.rows === "5");
  await click(page, 2, 1);
  await page.locator("[data-testid=delete-rows]").click();
  await reads(page, 2, 1, "Indicação");
  await page.keyboard.press("Control+z");
  await reads(page, 2, 1, "Google Ads");
});

test("a role and a field are changed from the table, and the answer follows", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, trio());
  await open(page, "gastos.csv");
  const chip = page.locator("[role=columnheader][data-column='Valor gasto'] button").first();
  await chip.click();
  await page.getByRole("menuitemradio", { name: /not used|no field|none/i }).first().click();
  await page.waitForSelector("[role=columnheader][data-column='Valor gasto'][data-field='']");
  await goTo(page, "#/channels");
  assert.equal((await metric(page, "google ads", "spend")).value, null);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector('[data-channel-id="google ads"] [data-metric=spend]')?.dataset.value === "1200.5");
});

test("the first and the last of many rows can be reached", async ({ openPage }) => {
  const page = await openPage();
  await load(page, many(200_000), { timeout: 60_000 });
  await open(page, "many.csv");
  await click(page, 2, 1);
  await page.keyboard.press("Control+End");
  await page.waitForSelector('[role=grid] [aria-rowindex="200001"]');
  await reads(page, 200_001, 1, "199999");
  await page.keyboard.press("Control+Home");
  await reads(page, 2, 1, "0");
  const nodes = await page.locator("[role=grid] [role=gridcell]").count();
  assert.ok(nodes < 700, `${nodes} cells on the page`);
});

test("an exported table is what was read, with the edits", async ({ openPage }) => {
  const page = await openPage();
  const content = 'lead_id;email;canal;obs\n007;a@x.example;Site;"a;b"\n008;b@x.example;Feira;\n';
  await load(page, { name: "leads.csv", content });
  await open(page, "leads.csv");
  await click(page, 3, 4);
  await page.keyboard.type("nova");
  await page.keyboard.press("Enter");
  await reads(page, 3, 4, "nova");
  const { name, text } = await download(page, () => page.locator("[data-testid=export-csv]").click());
  assert.equal(name, "leads.csv");
  assert.equal(text, '\uFEFFlead_id;email;canal;obs\r\n007;a@x.example;Site;"a;b"\r\n008;b@x.example;Feira;nova\r\n');
});

test("a worker that dies is replaced, and every acknowledged edit is kept", async ({ openPage }) => {
  const page = await openPage({ allow: [/./] });
  await load(page, trio());
  await open(page, "gastos.csv");
  await click(page, 2, 3);
  await page.keyboard.type("321");
  await page.keyboard.press("Enter");
  await reads(page, 2, 3, "321");
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("garimpo:crash-worker")));
  await page.waitForSelector("body:not([data-state=ready])");
  assert.equal(await waitReady(page), "ready");
  await goTo(page, "#/channels");
  assert.equal((await metric(page, "google ads", "spend")).value, 321);
  await goTo(page, "#/data");
  assert.equal((await sheets(page)).length, 3);
});
