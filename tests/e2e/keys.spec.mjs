// The keyboard map of the table, row by row; the palette, the list of shortcuts and the menu of cells, which are made
// from the same list.
import { many, trio } from "./fixtures.mjs";
import { accessible, assert, download, goTo, load, test } from "./harness.mjs";

async function open(page, sheet) {
  await goTo(page, `#/data/${encodeURIComponent(sheet)}`);
  await page.waitForSelector("[role=grid] [aria-rowindex='2'] [aria-colindex='1']:not(:empty)");
}

const at = (page, row, column) => page.locator(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`);

/** Where the focus is: row, column, and how many drawn cells are selected. */
const where = (page) =>
  page.evaluate(() => {
    const cell = document.activeElement.closest("[role=gridcell], [role=columnheader]");
    return [
      Number(cell?.closest("[role=row]").getAttribute("aria-rowindex")),
      Number(cell?.getAttribute("aria-colindex")),
      document.querySelectorAll("[role=gridcell][aria-selected=true]").length,
    ];
  });

async function comes(page, wanted, why) {
  for (let i = 0; i < 60 && JSON.stringify((await where(page)).slice(0, wanted.length)) !== JSON.stringify(wanted); i++) await page.waitForTimeout(30);
  assert.deepEqual((await where(page)).slice(0, wanted.length), wanted, why);
}

const reads = (page, row, column, text) =>
  page.waitForFunction(
    ([r, c, t]) => document.querySelector(`[role=grid] [aria-rowindex="${r}"] [aria-colindex="${c}"]`)?.textContent === t,
    [row, column, text],
  );

// 3 columns and 5 rows (aria-rowindex 2 to 6); the cell of row 4, column 2 is emptied for the edges of data.
const MOVES = [
  ["ArrowDown", [3, 1], [4, 1]],
  ["ArrowUp", [3, 1], [2, 1]],
  ["ArrowRight", [3, 1], [3, 2]],
  ["ArrowLeft", [3, 2], [3, 1]],
  ["ArrowLeft", [3, 1], [3, 1]],
  ["ArrowDown", [6, 1], [6, 1]],
  ["Control+ArrowDown", [2, 2], [3, 2]],
  ["Control+ArrowDown", [3, 2], [5, 2]],
  ["Control+ArrowUp", [6, 2], [5, 2]],
  ["Control+ArrowRight", [3, 1], [3, 3]],
  ["Control+ArrowLeft", [3, 3], [3, 1]],
  ["Home", [3, 3], [3, 1]],
  ["End", [3, 1], [3, 3]],
  ["Control+Home", [5, 3], [2, 1]],
  ["Control+End", [2, 1], [6, 3]],
  ["PageDown", [2, 1], [6, 1]],
  ["PageUp", [6, 1], [2, 1]],
  ["Alt+PageDown", [3, 1], [3, 3]],
  ["Alt+PageUp", [3, 3], [3, 1]],
  ["Enter", [3, 1], [4, 1]],
  ["Shift+Enter", [3, 1], [2, 1]],
];

const SELECTS = [
  ["Shift+ArrowDown", [3, 1], 2],
  ["Shift+ArrowRight", [3, 1], 2],
  ["Control+Shift+ArrowDown", [2, 1], 5],
  ["Shift+End", [3, 1], 3],
  ["Control+Shift+End", [2, 1], 15],
  ["Control+Shift+Home", [3, 2], 4],
  ["Shift+PageDown", [2, 1], 5],
  ["Control+a", [3, 1], 15],
  ["Control+Shift+Space", [3, 1], 15],
  ["Control+Space", [3, 2], 5],
  ["Shift+Space", [3, 2], 3],
];

test("every key of the map moves and selects as hands know it", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await at(page, 4, 2).click();
  await page.keyboard.press("Delete");
  await reads(page, 4, 2, "");
  for (const [key, from, to] of MOVES) {
    await at(page, ...from).click();
    await page.keyboard.press(key);
    await comes(page, [...to, 1], `${key} from ${from}`);
  }
  for (const [key, from, count] of SELECTS) {
    await at(page, ...from).click();
    await page.keyboard.press(key);
    await comes(page, [...from, count], `${key} from ${from}`);
    await page.keyboard.press("Escape");
    await comes(page, [...from, 1], "Escape gives the one cell back");
  }
  await at(page, 2, 2).click();
  await page.keyboard.press("ArrowUp");
  await comes(page, [1, 2]);
  await page.keyboard.press("Escape");
  await comes(page, [2, 2]);
});

test("keys that write: both edit modes, fills, today, rows, undo", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  // Typing: an arrow keeps the text and moves on. F2: it moves the caret.
  await at(page, 2, 1).click();
  await page.keyboard.type("um");
  await page.keyboard.press("ArrowRight");
  await comes(page, [2, 2]);
  await reads(page, 2, 1, "um");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F2");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("X");
  await page.keyboard.press("F2");
  await page.keyboard.press("ArrowDown");
  await reads(page, 2, 1, "uXm");
  await comes(page, [3, 1]);
  // Ctrl+Enter in a range: with what is being typed, and with the active cell's value.
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+Enter");
  await reads(page, 4, 1, "Indicação");
  await comes(page, [3, 1, 2], "the range stays");
  await page.keyboard.press("Control+z");
  await reads(page, 4, 1, "Eventos");
  // Ctrl+D and Ctrl+R.
  await at(page, 2, 1).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await reads(page, 3, 1, "uXm");
  await at(page, 2, 1).click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+r");
  await reads(page, 2, 2, "uXm");
  await page.keyboard.press("Control+z");
  await reads(page, 2, 2, "01/01/2026");
  await page.keyboard.press("Control+y");
  await reads(page, 2, 2, "uXm");
  await page.keyboard.press("Control+z");
  // Today, as the column writes dates.
  await at(page, 3, 2).click();
  await page.keyboard.press("Control+;");
  const today = await page.evaluate(() => new Intl.DateTimeFormat("pt-BR", { day: "2-digit", month: "2-digit", year: "numeric" }).format(new Date()));
  await reads(page, 3, 2, today);
  // Alt+Enter is a line break.
  await at(page, 6, 1).click();
  await page.keyboard.type("a");
  await page.keyboard.press("Alt+Enter");
  await page.keyboard.type("b");
  await page.keyboard.press("Tab");
  await reads(page, 6, 1, "a\nb");
  await comes(page, [6, 2]);
  // Rows.
  await page.keyboard.press("Control+Alt+=");
  await page.waitForFunction(() => document.querySelector("[role=grid]").getAttribute("aria-rowcount") === "7");
  await page.keyboard.press("Control+Alt+-");
  await page.waitForFunction(() => document.querySelector("[role=grid]").getAttribute("aria-rowcount") === "6");
  // Backspace and Delete empty.
  await at(page, 5, 1).click();
  await page.keyboard.press("Backspace");
  await reads(page, 5, 1, "");
});

test("the palette finds commands, columns, tables and lines; Ctrl+S saves from inside of the table", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "negocios.csv");
  await at(page, 3, 1).click();
  await page.keyboard.press("Control+k");
  await page.waitForFunction(() => document.activeElement.id === "palette-text");
  await accessible(page);
  await page.keyboard.type("coluna valor");
  await page.waitForFunction(() => document.querySelectorAll("#palette-list li").length === 1);
  await page.keyboard.press("Enter");
  await comes(page, [3, 6]);
  await page.keyboard.press("Control+g");
  await page.waitForFunction(() => document.activeElement.id === "palette-text");
  await page.keyboard.type("30");
  await page.keyboard.press("Enter");
  await comes(page, [30, 6], "the line of the file");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("decrescente");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[aria-colindex='6'][role=columnheader]").getAttribute("aria-sort") === "descending");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("tabela gastos");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=tab][data-sheet='gastos.csv'][aria-selected=true]");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("[data-testid=palette]"));
  await at(page, 3, 1).click();
  const { name } = await download(page, () => page.keyboard.press("Control+s"));
  assert.match(name, /garimpo/);
});

test("the list of shortcuts and the menu of cells", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await at(page, 3, 1).click();
  await page.keyboard.press("Control+/");
  const sheet = page.locator("[data-testid=shortcuts]");
  await sheet.waitFor();
  assert.ok((await sheet.locator("dt").count()) > 35);
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("[data-testid=shortcuts]"));
  await at(page, 4, 1).click({ button: "right" });
  const menu = page.locator("[data-testid=cell-menu]");
  await menu.getByText("Só as linhas com este valor").waitFor();
  await accessible(page);
  await menu.getByText("Duplicar as linhas").click();
  await reads(page, 5, 1, "Eventos");
  await page.keyboard.press("Control+z");
  await reads(page, 5, 1, "Parceiros");
  await page.keyboard.press("Shift+F10");
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "menuitem");
  await page.keyboard.press("Escape");
  await comes(page, [4, 1]);
  await at(page, 4, 1).click({ button: "right" });
  await menu.getByText("Só as linhas com este valor").click();
  await page.waitForFunction(() => document.querySelector("[role=grid]").getAttribute("aria-rowcount") === "2");
  await reads(page, 2, 1, "Eventos");
});

test("what a selection comes to", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await at(page, 2, 3).click();
  await page.keyboard.press("Control+Shift+End");
  const sum = page.locator("[data-testid=summary]");
  await sum.getByText("Mediana").waitFor();
  const words = (await sum.innerText()).replace(/\s+/g, " ");
  for (const part of ["5 células", "Preenchidas 5", "Diferentes 5", "13.500,5", "2.700,1", "Mediana", "1.200,5", "9.000"]) {
    assert.ok(words.includes(part), `${part} in ${words}`);
  }
});

test("a file for spreadsheets guards formulas and says so; one for systems is verbatim", async ({ openPage }) => {
  const page = await openPage();
  const rows = ["=cmd|' /C calc'!A0;-12,50;+55 11 91234-5678", "@SUM(1);-3,25;(11) 91234-5678", "Google;10,00;-"];
  await load(page, [...trio(), { name: "riscos.csv", content: `nome;valor;fone\n${rows.join("\n")}\n` }]);
  await open(page, "riscos.csv");
  const safe = await download(page, () => page.locator("[data-testid=export-csv]").click());
  assert.equal(safe.text, "\uFEFFnome;valor;fone\r\n'=cmd|' /C calc'!A0;-12,50;+55 11 91234-5678\r\n'@SUM(1);-3,25;(11) 91234-5678\r\nGoogle;10,00;-\r\n");
  await page.getByText("2 células de texto").first().waitFor();
  await at(page, 4, 1).click({ button: "right" });
  await page.getByText("Só as linhas com este valor").click();
  await page.waitForFunction(() => document.querySelector("[role=grid]").getAttribute("aria-rowcount") === "2");
  const plain = await download(page, async () => {
    await page.getByRole("button", { name: "Outros jeitos de salvar" }).click();
    await page.getByRole("menuitem").filter({ hasText: "para sistemas" }).filter({ hasText: "que se veem" }).click();
  });
  assert.equal(plain.text, "nome,valor,fone\r\nGoogle,\"10,00\",-\r\n");
});

test("the handle goes on with dates, copies with Ctrl, and fills to the end by a double click", async ({ openPage }) => {
  const page = await openPage();
  const rows = Array.from({ length: 8 }, (_, n) => `Canal ${n};${n < 2 ? `0${1 + n}/01/2026` : ""};${n === 0 ? "Semana 1" : ""}`);
  await load(page, [...trio(), { name: "dias.csv", content: `canal;dia;semana\n${rows.join("\n")}\n` }]);
  await open(page, "dias.csv");
  const corner = async (row, column) => {
    const box = await at(page, row, column).boundingBox();
    return [box.x + box.width - 2, box.y + box.height - 2];
  };
  await at(page, 2, 2).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.mouse.move(...(await corner(3, 2)));
  await page.mouse.down();
  const to = await at(page, 6, 2).boundingBox();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 4 });
  await page.mouse.up();
  await reads(page, 4, 2, "03/01/2026");
  await reads(page, 6, 2, "05/01/2026");
  await page.keyboard.press("Control+z");
  await reads(page, 4, 2, "");
  await at(page, 2, 3).click();
  await page.mouse.dblclick(...(await corner(2, 3)));
  await reads(page, 3, 3, "Semana 2");
  await reads(page, 4, 3, "");
  await page.keyboard.press("Control+z");
  await reads(page, 3, 3, "");
});

test("a column is as wide as its longest text after a double click on its edge", async ({ openPage }) => {
  const page = await openPage();
  const long = "Uma observação bem comprida, que ninguém quis resumir, sobre o que foi dito na reunião de março";
  await load(page, { name: "notas.csv", content: `id;nota\n1;${long}\n2;curta\n` });
  await open(page, "notas.csv");
  const before = (await at(page, 2, 2).boundingBox()).width;
  const edge = await page.locator("[role=columnheader][aria-colindex='2'] .g-edge").boundingBox();
  await page.mouse.dblclick(edge.x + 4, edge.y + 10);
  await page.waitForFunction((before) => document.querySelector("[role=grid] [aria-rowindex='2'] [aria-colindex='2']").getBoundingClientRect().width > before, before);
  assert.ok(await at(page, 2, 2).evaluate((cell) => cell.scrollWidth <= cell.clientWidth + 1), "nothing is cut");
});

test("the sums are of what was selected last, in this table, however fast the keys come", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  const rows = Array.from({ length: 12 }, (_, n) => `${n},${n * 2}`);
  await load(page, [many(200_000), { name: "small.csv", content: `key,amount\n${rows.join("\n")}\n` }], { timeout: 60_000 });
  await open(page, "many.csv");
  await page.evaluate(() => {
    globalThis.said = new Set();
    new MutationObserver(() => {
      const sheet = decodeURIComponent(location.hash.split("/").pop());
      globalThis.said.add(`${sheet}: ${document.querySelector("[data-testid=summary]")?.innerText.trim() ?? ""}`);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await at(page, 2, 1).click();
  await page.keyboard.press("Control+a");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.evaluate(() => { location.hash = "#/data/small.csv"; });
  await reads(page, 2, 2, "0");
  await at(page, 2, 2).click();
  // Each press selects one row more: the last one counts, whatever the worker has had time for.
  for (let n = 0; n < 5; n++) await page.keyboard.press("Shift+ArrowDown");
  await page.waitForFunction(() => /sum\s*30\b/i.test(document.querySelector("[data-testid=summary]").innerText));
  const said = await page.evaluate(() => [...globalThis.said]);
  const wrong = said.filter((text) => text.startsWith("small.csv") && /\d{3}/.test(text.slice("small.csv".length)));
  assert.deepEqual(wrong, [], "the small table has no number of three digits");
});
