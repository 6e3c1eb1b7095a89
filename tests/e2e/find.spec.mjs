// Find and replace: over all rows, not only those that are drawn.
import { many, trio } from "./fixtures.mjs";
import { accessible, assert, cell, goTo, load, metric, test } from "./harness.mjs";

async function open(page, sheet) {
  await goTo(page, `#/data/${encodeURIComponent(sheet)}`);
  await page.waitForSelector("[role=grid] [aria-rowindex='2'] [aria-colindex='1']:not(:empty)");
}

const at = (page, row, column) => page.locator(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`);
const says = (page, text) => page.waitForFunction((text) => document.querySelector("[data-testid=find] output")?.textContent === text, text);
const here = (page, row, column) =>
  page.waitForFunction(
    ([row, column]) => document.querySelector(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`)?.classList.contains("active"),
    [row, column],
  );

test("Ctrl+F finds in rows that are far away, Enter and F3 go on, Escape gives the cell back", async ({ openPage }) => {
  const page = await openPage();
  await load(page, many(50_000), { timeout: 60_000 });
  await open(page, "many.csv");
  await at(page, 2, 2).click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("P4999");
  await says(page, "1 de 11 células");
  await here(page, 5001, 2);
  await accessible(page);
  await page.keyboard.press("Enter");
  await here(page, 49992, 2);
  await says(page, "2 de 11 células");
  await page.keyboard.press("Shift+Enter");
  await here(page, 5001, 2);
  assert.equal(await page.locator("[role=grid] .hit").count(), 1);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.closest("[role=row]")?.getAttribute("aria-rowindex") === "5001");
  assert.equal(await page.locator("[data-testid=find]").count(), 0);
});

test("replace: one, all, by column, by expression, one undo step", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await open(page, "gastos.csv");
  await at(page, 2, 1).click();
  await page.keyboard.press("Control+h");
  const bar = page.locator("[data-testid=find]");
  await page.keyboard.type("google ads");
  await says(page, "1 de 1 célula");
  await bar.locator("#find-with").fill("Site");
  await bar.getByRole("button", { name: "Substituir", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("[role=grid] [aria-rowindex='2'] [aria-colindex='1']").textContent === "Site");
  await bar.locator("#find-text").fill("^(\\d\\d)/(\\d\\d)/");
  await says(page, "Nada achado");
  await bar.getByText("Expressão regular").click();
  await says(page, "1 de 5 células");
  await bar.locator("#find-with").fill("02/$2/");
  await bar.getByRole("button", { name: "Substituir todas" }).click();
  await page.waitForFunction(() => document.querySelector("[role=grid] [aria-rowindex='6'] [aria-colindex='2']").textContent === "02/01/2026");
  await bar.locator("#find-text").fill("(");
  await says(page, "Esta expressão não vale");
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("[role=grid] [aria-rowindex='6'] [aria-colindex='2']").textContent === "01/01/2026");
  assert.equal(await cell(page, 2, 1), "Site");
  await goTo(page, "#/channels");
  assert.equal((await metric(page, "site", "spend")).value, 1200.5);
});
