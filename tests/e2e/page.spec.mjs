// The page itself: languages, keyboard, small screens, and the same numbers here as natively.
import { readFile } from "node:fs/promises";
import { trio } from "./fixtures.mjs";
import { accessible, assert, load, metric, test, waitReady } from "./harness.mjs";

test("the statistics give the same bits here as natively", async ({ openPage }) => {
  const page = await openPage();
  const source = await readFile(new URL("../../crates/funnel/src/stats/mod.rs", import.meta.url), "utf8");
  const [, expected] = source.match(/SELF_CHECK: u64 = 0x([0-9a-f_]+)/) ?? [];
  assert.ok(expected, "the constant is in the source");
  assert.equal(BigInt(`0x${await page.locator("body").getAttribute("data-self-check")}`), BigInt(`0x${expected.replaceAll("_", "")}`));
});

test("the language follows the browser, is switched on the spot, and is remembered", async ({ openPage }) => {
  const page = await openPage({ lang: null, locale: "en-GB" });
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("radio", { name: /Português/ }).check({ force: true });
  await page.waitForSelector("html[lang=pt-BR]");
  const again = await openPage({ lang: null, context: page.context() });
  assert.equal(await again.locator("html").getAttribute("lang"), "pt-BR");
});

test("the whole way without a mouse", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  const press = async (find, most = 60) => {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(find)) return;
    }
    assert.fail(`not reached by Tab: ${find}`);
  };
  await press(() => document.activeElement?.dataset?.testid === "sample");
  await page.keyboard.press("Enter");
  assert.equal(await waitReady(page), "ready");
  await page.waitForSelector("[data-testid=ranking]");
  await press(() => document.activeElement?.closest?.("[data-testid=ranking] [data-metric]") !== null, 120);
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=drawer]").waitFor();
  await page.keyboard.press("Escape");
  await press(() => document.activeElement?.getAttribute?.("href")?.startsWith("#/data"), 500);
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=grid]");
  await press(() => document.activeElement?.closest?.("[role=grid]") !== null, 60);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => performance.getEntriesByName("garimpo:edit").length > 0);
});

for (const lang of ["pt-BR", "en"]) {
  for (const theme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }, { width: 320, height: 640 }]) {
      test(`data is accessible and fits: ${lang}, ${theme}, ${viewport.width}`, async ({ openPage }) => {
        const page = await openPage({ lang, theme, viewport });
        await load(page, trio());
        assert.equal((await metric(page, "google ads", "leads")).value, 60);
        for (const view of ["#/data", "#/channels"]) {
          await page.evaluate((to) => { location.hash = to; }, view);
          await page.waitForSelector(view === "#/data" ? "[role=grid]" : "[data-testid=ranking]");
          await accessible(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${view} scrolls sideways by ${wide}`);
        }
      });
    }
  }
}

test("nothing is asked of the network while a person works", async ({ openPage, t }) => {
  // The harness fails the test on any request after loading: this one goes through everything once.
  const page = await openPage();
  await page.context().setOffline(true);
  await load(page, trio());
  assert.equal((await metric(page, "google ads", "cac")).value, 1200.5 / 12);
  t.diagnostic("worked offline");
});
