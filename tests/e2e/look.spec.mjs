// Sorting and filtering: nothing is moved, and everything else works on what is seen.
import { many, trio } from "./fixtures.mjs";
import { accessible, assert, download, goTo, load, metric, test } from "./harness.mjs";

async function open(page, sheet) {
  await goTo(page, `#/data/${encodeURIComponent(sheet)}`);
  await page.waitForSelector("[role=grid] [aria-rowindex='2'] [aria-colindex='1']:not(:empty)");
}

const at = (page, row, column) => page.locator(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`);

/** The first texts of a column, as they stand on the screen. */
const column = (page, number, count) =>
  page.evaluate(
    ([number, count]) =>
      Array.from({ length: count }, (_, n) => document.querySelector(`[role=grid] [aria-rowindex="${n + 2}"] [aria-colindex="${number}"]`)?.textContent),
    [number, count],
  );

async function becomes(page, number, wanted) {
  const read = () => column(page, number, wanted.length);
  for (let i = 0; i < 100 && JSON.stringify(await read()) !== JSON.stringify(wanted); i++) await page.waitForTimeout(50);
  assert.deepEqual(await read(), wanted);
}

async function pick(page, number, item) {
  await page.locator(`[role=columnheader][aria-colindex="${number}"] button`).click();
  await page.getByRole("menu").getByText(item, { exact: true }).first().click();
}

const shown = (page) => page.locator("[role=grid]").getAttribute("aria-rowcount").then((count) => Number(count) - 1);
const showing = (page, rows) => page.waitForFunction((rows) => Number(document.querySelector("[role=grid]").getAttribute("aria-rowcount")) === rows + 1, rows);

const NAMES = ["Zebra", "água", "Ação", "abelha", "árvore", "Bom dia", "bom", "10", "9", "Éden", "eden", "_nota", "#1", "cote", "coté", "@x", "côte"];
const names = () => ({ name: "nomes.csv", content: `nome;canal\n${NAMES.map((name, n) => `${name};canal ${n % 3}`).join("\n")}\n` });

test("text is sorted as the browser's own collation of the language sorts it", async ({ openPage }) => {
  const page = await openPage();
  await load(page, [...trio(), names()]);
  await open(page, "nomes.csv");
  const wanted = await page.evaluate((names) => [...names].sort(new Intl.Collator("pt-BR").compare), NAMES);
  await pick(page, 1, "A → Z");
  await becomes(page, 1, wanted);
  assert.equal(await page.locator("[role=columnheader][aria-colindex='1']").getAttribute("aria-sort"), "ascending");
  await accessible(page);
  await page.locator("[data-testid=look]").getByText("Mostrar tudo").click();
  await becomes(page, 1, NAMES);
});

test("several columns, edits in the seen order, and undo in steps", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await pick(page, 3, "Do maior ao menor");
  await becomes(page, 1, ["Eventos", "Feira", "Google Ads", "Parceiros", "Indicação"]);
  await at(page, 2, 3).click();
  await page.keyboard.type("1,00");
  await page.keyboard.press("Enter");
  // The row stays under the hand, and the number is that of its channel.
  await becomes(page, 3, ["1,00", "3.000,00"]);
  await pick(page, 3, "Do maior ao menor");
  await becomes(page, 1, ["Feira", "Google Ads", "Parceiros", "Eventos", "Indicação"]);
  await at(page, 2, 1).click();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
  await becomes(page, 1, ["Google Ads", "Indicação", "Eventos", "Parceiros", "Feira"]);
  assert.equal(await page.locator("[data-testid=look]").count(), 0);
  await becomes(page, 3, ["1.200,50", "0,00", "9.000,00"]);
  await goTo(page, "#/channels");
  assert.equal((await metric(page, "eventos", "spend")).value, 9000);
});

test("values with counts and search, only this, conditions, several at once", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "leads.csv");
  await pick(page, 4, "Filtrar…");
  const panel = page.locator("[data-testid=filter]");
  await panel.getByText("Google Ads").waitFor();
  assert.deepEqual(await panel.locator("li label").allInnerTexts().then((all) => all.map((text) => text.replace(/\s+/g, " ").trim())), [
    "Google Ads 60",
    "Site 50",
    "Indicação 40",
    "Eventos 30",
    "Parceiros 6",
  ]);
  await accessible(page);
  await panel.locator("#filter-search").fill("indicacao");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=filter] li").length === 1);
  await panel.getByRole("button", { name: "Indicação: só este" }).click();
  await showing(page, 40);
  await pick(page, 2, "Filtrar…");
  await panel.locator("select").selectOption("contains");
  await panel.locator("#filter-text").fill("EMPRESA1.");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=look] .chip").length === 2);
  const rows = await shown(page);
  assert.ok(rows > 0 && rows < 40, `${rows}`);
  await page.waitForFunction((rows) => Array.from({ length: rows }, (_, n) => document.querySelector(`[role=grid] [aria-rowindex="${n + 2}"] [aria-colindex="2"]`)?.textContent ?? "").every((email) => email.includes("empresa1.")), rows);
  const emails = await column(page, 2, rows);
  assert.ok(emails.every((email) => email.includes("empresa1.")), `${emails}`);
  await accessible(page);
  // What is pasted under a filter goes to the rows that are seen.
  await at(page, 2, 4).click();
  await page.keyboard.type("Feira");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=look] .chip").first().click();
  await page.locator("[data-testid=look] .chip").first().click();
  await showing(page, 186);
});

test("only problems, and the way from a problem to its row under a filter", async ({ openPage }) => {
  const page = await openPage();
  const rows = Array.from({ length: 30 }, (_, n) => `Canal ${n};01/${String(1 + (n % 12)).padStart(2, "0")}/2026;${n === 17 ? "a combinar" : `${n},50`}`);
  await load(page, { name: "gastos.csv", content: `Canal;Mês;Valor gasto\n${rows.join("\n")}\n` });
  await open(page, "gastos.csv");
  await page.locator("[data-testid=only-problems]").click();
  await showing(page, 1);
  await becomes(page, 1, ["Canal 17"]);
  await page.locator("[data-testid=only-problems]").click();
  await showing(page, 30);
  await pick(page, 1, "Filtrar…");
  await page.getByRole("button", { name: "Canal 3: só este" }).click();
  await showing(page, 1);
  await page.locator("[data-testid=problem] button").first().click();
  await showing(page, 30);
  await page.waitForFunction(() => document.activeElement.closest("[role=row]")?.getAttribute("aria-rowindex") === "19");
});

test("two hundred thousand rows are sorted and filtered while the page answers", async ({ openPage, t }) => {
  const page = await openPage();
  await load(page, many(200_000), { timeout: 60_000 });
  await open(page, "many.csv");
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const tick = (now) => {
      window.longest = Math.max(window.longest, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await pick(page, 4, "Z → A");
  await becomes(page, 1, ["9", "21", "33"]);
  await page.waitForTimeout(300);
  t.diagnostic(`longest frame: ${(await page.evaluate(() => window.longest)).toFixed(0)} ms`);
  const scroller = page.locator("[role=grid]").locator("..");
  await scroller.evaluate((node) => (node.scrollTop = node.scrollHeight));
  await page.waitForFunction(() => document.querySelector("[role=grid] [aria-rowindex='200001'] [aria-colindex='4']")?.textContent === "channel 0");
  const { text } = await download(page, () => page.locator("[data-testid=export-csv]").click());
  assert.ok(text.slice(0, 200).includes("\r\n0;p0@"), "the file keeps the order of the table");
});
