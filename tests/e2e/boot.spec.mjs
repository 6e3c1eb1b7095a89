// The page opens, in both languages and themes, and says so.
import { accessible, assert, measures, test } from "./harness.mjs";

for (const lang of ["pt-BR", "en"]) {
  test(`the page opens empty in ${lang}`, async ({ openPage }) => {
    const page = await openPage({ lang });
    assert.equal(await page.locator("body").getAttribute("data-state"), "empty");
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.equal(await page.locator("[data-testid=file-input]").count(), 1);
    assert.equal((await measures(page, "garimpo:boot")).length, 1);
  });
}

test("nothing of the splash is left", async ({ openPage }) => {
  const page = await openPage();
  assert.equal(await page.locator("#boot-wait, #boot-failed").count(), 0);
});

test("the empty page is accessible in light and dark", async ({ openPage }) => {
  for (const theme of ["light", "dark"]) await accessible(await openPage({ theme }));
});

test("a page whose program does not come says so", async ({ openPage }) => {
  const page = await openPage();
  const context = page.context();
  await context.route("**/page_bg.wasm", (route) => route.abort());
  const broken = await context.newPage();
  await broken.goto(page.url());
  await broken.waitForSelector("body[data-state=error]");
  assert.ok(await broken.locator("#boot-failed").isVisible());
});
