// The table as people's hands know it: scrolling to every row, blocks, fast typing, menus, the clipboard.
import { many, trio } from "./fixtures.mjs";
import { accessible, assert, goTo, load, test } from "./harness.mjs";

async function open(page, sheet) {
  await goTo(page, `#/data/${encodeURIComponent(sheet)}`);
  await page.waitForSelector("[role=grid] [aria-rowindex='2'] [aria-colindex='1']:not(:empty)");
}

const at = (page, row, column) => page.locator(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`);

/** Where the focus is: row, column, and how many cells are selected. */
const where = (page) =>
  page.evaluate(() => {
    const cell = document.activeElement.closest("[role=gridcell], [role=columnheader]");
    return [
      Number(cell?.closest("[role=row]").getAttribute("aria-rowindex")),
      Number(cell?.getAttribute("aria-colindex")),
      document.querySelectorAll("[role=gridcell][aria-selected=true]").length,
    ];
  });

const reads = (page, row, column, text) =>
  page.waitForFunction(
    ([r, c, t]) => document.querySelector(`[role=grid] [aria-rowindex="${r}"] [aria-colindex="${c}"]`)?.textContent === t,
    [row, column, text],
  );

/** The first row below the header, and how far below it begins. */
const top = (page) =>
  page.evaluate(() => {
    const edge = document.querySelector("[role=grid] [aria-rowindex='1']").getBoundingClientRect().bottom;
    const rows = [...document.querySelectorAll("[role=grid] [role=row]:not([aria-rowindex='1'])")];
    const seen = rows.map((row) => [Number(row.getAttribute("aria-rowindex")), row.getBoundingClientRect()]);
    const [row, box] = seen.sort((a, b) => a[1].top - b[1].top).find(([, box]) => box.bottom > edge + 0.5);
    return row * box.height - (box.top - edge);
  });

test("a wheel moves as far in a million rows as in ten, and both ends are reached", async ({ openPage }) => {
  const page = await openPage();
  await load(page, many(300_000), { timeout: 60_000 });
  await open(page, "many.csv");
  const scroller = page.locator("[role=grid]").locator("..");
  const box = await scroller.boundingBox();
  await page.mouse.move(box.x + 200, box.y + 300);
  for (const part of [0, 0.4, 0.9]) {
    await scroller.evaluate((node, part) => (node.scrollTop = node.scrollHeight * part), part);
    await page.waitForTimeout(400);
    const before = await top(page);
    for (let i = 0; i < 10; i++) {
      await page.mouse.wheel(0, 100);
      await page.waitForTimeout(30);
    }
    await page.waitForTimeout(400);
    assert.ok(Math.abs((await top(page)) - before - 1000) < 2, `from ${part}: ${(await top(page)) - before}`);
  }
  await scroller.evaluate((node) => (node.scrollTop = node.scrollHeight));
  await reads(page, 300_001, 1, "299999");
  await scroller.evaluate((node) => (node.scrollTop = 0));
  await reads(page, 2, 1, "0");
  // A screen reader reads the nodes in the order of the rows.
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll("[role=grid] [role=row]")].map((row) => Number(row.getAttribute("aria-rowindex")));
    return rows.every((row, n) => n === 0 || row > rows[n - 1]);
  });
});

test("letters typed faster than frames are drawn end up in their own cells", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "negocios.csv");
  await at(page, 2, 2).click();
  const keys = ["u", "m", "Tab", "d", "o", "i", "s", "Enter", "s", "o", "b", "Tab"];
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
  await reads(page, 2, 2, "um");
  await reads(page, 2, 3, "dois");
  await reads(page, 3, 2, "sob");
});

test("blocks by mouse, rows by their numbers, columns by their headers", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "negocios.csv");
  await at(page, 4, 2).hover();
  await page.mouse.down();
  await at(page, 9, 4).hover();
  await page.mouse.up();
  assert.deepEqual(await where(page), [4, 2, 18]);
  await at(page, 6, 5).click({ modifiers: ["Shift"] });
  assert.deepEqual(await where(page), [4, 2, 12]);
  await page.locator("[role=grid] [aria-rowindex='5'] > [aria-hidden]").first().click();
  assert.deepEqual(await where(page), [5, 1, 6]);
  await page.locator("[role=columnheader][aria-colindex='3'] b").click();
  assert.ok((await where(page))[2] > 15);
  await accessible(page);
});

test("the header is reached from the first row, and its menu gives the focus back", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, trio());
  await open(page, "negocios.csv");
  await at(page, 2, 6).click();
  await page.keyboard.press("ArrowUp");
  assert.deepEqual((await where(page)).slice(0, 2), [1, 6]);
  await page.keyboard.press("Enter");
  // Sorting stands first; what is chosen of field and type says so.
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "menuitemradio");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Smallest first");
  assert.ok(await page.locator("[role=menu] [aria-checked=true]").count() >= 2);
  await accessible(page);
  await page.keyboard.press("Escape");
  assert.deepEqual((await where(page)).slice(0, 2), [1, 6]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual((await where(page)).slice(0, 2), [2, 5]);
  await page.keyboard.press("F6");
  assert.equal(await page.evaluate(() => document.activeElement.closest("[role=grid]")), null);
});

test("a table from another program keeps its line breaks and its cells", async ({ openPage }) => {
  const page = await openPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await load(page, trio());
  await open(page, "negocios.csv");
  await page.evaluate(async () => {
    const html = "<table><tr><td>linha 1<br>linha 2</td><td>x&nbsp;y</td></tr><tr><td>c</td><td>d</td></tr></table>";
    const blob = (text, type) => new Blob([text], { type });
    await navigator.clipboard.write([
      new ClipboardItem({ "text/html": blob(html, "text/html"), "text/plain": blob("other", "text/plain") }),
    ]);
  });
  await at(page, 3, 2).click();
  await page.keyboard.press("Control+v");
  await reads(page, 3, 2, "linha 1\nlinha 2");
  await reads(page, 3, 3, "x y");
  await reads(page, 4, 3, "d");
  await page.keyboard.press("Control+z");
  await reads(page, 4, 3, "Ganho");
});

test("a table with a hundred columns draws the ones that are seen, under their own headers", async ({ openPage }) => {
  const page = await openPage();
  const names = Array.from({ length: 100 }, (_, n) => (n ? `coluna ${n}` : "lead_id"));
  const rows = Array.from({ length: 60 }, (_, row) => names.map((_, n) => `${row}.${n}`).join(";"));
  await load(page, { name: "larga.csv", content: `${names.join(";")}\n${rows.join("\n")}\n` });
  await open(page, "larga.csv");
  await at(page, 3, 1).click();
  await page.keyboard.press("End");
  await reads(page, 3, 100, "1.99");
  const [head, cell] = [page.locator("[role=columnheader][aria-colindex='100']"), at(page, 3, 100)];
  assert.equal((await head.boundingBox()).x, (await cell.boundingBox()).x);
  assert.ok((await page.locator("[role=grid] [role=gridcell]").count()) < 1_000);
});
