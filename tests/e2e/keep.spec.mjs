// The work as one file: saved, opened elsewhere, damaged, and never thrown away unasked.
import { trio } from "./fixtures.mjs";
import { accessible, assert, channels, download, drop, goTo, load, metric, sheets, test, waitReady } from "./harness.mjs";

const saved = (page) => download(page, () => page.locator("[data-testid=save-file]").click());

async function edit(page, text) {
  await goTo(page, "#/data/gastos.csv");
  await page.locator('[role=grid] [aria-rowindex="2"] [aria-colindex="3"]').click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    (expected) => document.querySelector('[role=grid] [aria-rowindex="2"] [aria-colindex="3"]')?.textContent === expected,
    text,
  );
  await goTo(page, "#/channels");
}

const given = ({ name, bytes }) => ({ name, content: bytes });

test("what is saved opens elsewhere, with the edits and what can be undone", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await edit(page, "500");
  assert.equal((await metric(page, "google ads", "spend")).value, 500);
  await page.locator("[data-testid=unsaved]").waitFor();
  const file = await saved(page);
  assert.match(file.name, /\.garimpo$/);
  await page.locator("[data-testid=unsaved]").waitFor({ state: "detached" });
  const before = [await sheets(page), await channels(page)];
  await accessible(page);

  const other = await openPage();
  await drop(other, given(file));
  assert.equal(await waitReady(other), "ready");
  await other.waitForSelector("[data-testid=ranking]", { state: "attached" });
  assert.deepEqual([await sheets(other), await channels(other)], before);
  assert.equal((await metric(other, "google ads", "spend")).value, 500);
  await other.keyboard.press("Control+z");
  await other.waitForFunction(() => document.querySelector('[data-channel-id="google ads"] [data-metric=spend]')?.dataset.value !== "500");
  assert.notEqual((await metric(other, "google ads", "spend")).value, 500);
  await other.keyboard.press("Control+Shift+z");
  await other.waitForFunction(() => document.querySelector('[data-channel-id="google ads"] [data-metric=spend]')?.dataset.value === "500");
  // And once more: a file that was opened can be saved.
  const again = await saved(other);
  const third = await openPage({ lang: "en" });
  await drop(third, given(again));
  assert.equal(await waitReady(third), "ready");
  assert.equal((await metric(third, "google ads", "spend")).value, 500);
});

test("the sample and a pasted table are in the file, too", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await page.locator("[data-testid=sample]").click();
  assert.equal(await waitReady(page), "ready");
  await page.waitForSelector("[data-testid=ranking]", { state: "attached" });
  const before = await channels(page);
  const file = await saved(page);
  const other = await openPage({ lang: "en" });
  await drop(other, given(file));
  assert.equal(await waitReady(other), "ready");
  await other.waitForSelector("[data-testid=ranking]", { state: "attached" });
  assert.deepEqual(await channels(other), before);
});

test("work that is in no file is not thrown away unasked", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  const file = await saved(page);
  await edit(page, "777");
  await drop(page, given(file));
  await page.locator("[data-testid=open-asks]").waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Ficar aqui" }).click();
  assert.equal((await metric(page, "google ads", "spend")).value, 777);
  await drop(page, given(file));
  await page.getByRole("button", { name: "Abrir e descartar" }).click();
  await page.waitForFunction(() => {
    const cell = document.querySelector('[data-channel-id="google ads"] [data-metric=spend]');
    return document.body.dataset.state === "ready" && cell && cell.dataset.value !== "777";
  });
});

test("a damaged file says so, and what is open stays", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  const file = await saved(page);
  const broken = Buffer.from(file.bytes);
  const inside = broken.indexOf("Google Ads");
  assert.ok(inside > 0);
  broken[inside] ^= 1;
  const before = await channels(page);
  await drop(page, { name: "broken.garimpo", content: broken });
  await page.getByRole("alert").filter({ hasText: "danificado" }).waitFor();
  assert.deepEqual(await channels(page), before);
  await drop(page, { name: "other.garimpo", content: "email,canal\n" });
  await page.getByRole("alert").filter({ hasText: "não foi salvo pelo Garimpo" }).waitFor();
  assert.deepEqual(await channels(page), before);
  // Damage that costs nothing: one of the two journals.
  const text = Buffer.from(file.bytes);
  text[70] ^= 1;
  const other = await openPage();
  await drop(other, { name: "work.garimpo", content: text });
  await other.getByRole("alert").filter({ hasText: "recuperado" }).waitFor();
  assert.deepEqual(await channels(other), before);
});
