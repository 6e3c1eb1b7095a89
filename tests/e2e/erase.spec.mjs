// "Erase everything" leaves nothing in any kind of storage.
import { assert, goTo, test } from "./harness.mjs";

/** Something in every kind of storage, as this or an older version might have left. */
async function fill(page) {
  await page.evaluate(async () => {
    localStorage.setItem("garimpo:lang", "en");
    sessionStorage.setItem("x", "y".repeat(10_000));
    await new Promise((done, failed) => {
      const request = indexedDB.open("garimpo", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("rows").put("z".repeat(200_000), 1);
      request.onsuccess = () => (request.result.close(), done());
      request.onerror = failed;
    });
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("copies", { create: true });
    const file = await folder.getFileHandle("one", { create: true });
    const writer = await file.createWritable();
    await writer.write("w".repeat(200_000));
    await writer.close();
    await (await caches.open("garimpo-old")).put("./kept", new Response("k".repeat(200_000)));
  });
}

const left = (page) =>
  page.evaluate(async () => {
    const names = [];
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) names.push(`file ${name}`);
    for (const { name } of await indexedDB.databases()) names.push(`database ${name}`);
    for (const name of await caches.keys()) names.push(`cache ${name}`);
    for (const name of Object.keys(localStorage)) names.push(`local ${name}`);
    for (const name of Object.keys(sessionStorage)) names.push(`session ${name}`);
    return names;
  });

test("erasing leaves nothing, wherever it is pressed", async ({ openPage }) => {
  for (const path of ["", "#/privacy"]) {
    const page = await openPage({ path, allow: [/^request after loading/] });
    await fill(page);
    assert.equal((await left(page)).length, 5);
    await page.locator("[data-testid=erase]").first().click();
    await page.locator(".message[role=alert]").waitFor();
    assert.deepEqual(await left(page), []);
    // The browser gives a cache's bytes back when nothing holds it any more: this test's own page does.
    await page.reload();
    const session = await page.context().newCDPSession(page);
    const origin = await page.evaluate(() => location.origin);
    let bytes;
    for (let round = 0; round < 50 && bytes?.length !== 0; round++) {
      const { usageBreakdown } = await session.send("Storage.getUsageAndQuota", { origin });
      bytes = usageBreakdown.filter(({ usage }) => usage > 0).map(({ storageType, usage }) => `${storageType} ${usage}`);
      await page.waitForTimeout(100);
    }
    assert.deepEqual(bytes, [], "bytes on disk");
  }
});

test("the page about privacy is there in both languages", async ({ openPage }) => {
  for (const lang of ["pt-BR", "en"]) {
    const page = await openPage({ lang });
    await goTo(page, "#/privacy");
    await page.waitForSelector("[data-testid=privacy]");
    assert.match(await page.locator("[data-testid=privacy]").textContent(), lang === "en" ? /What no page can promise/ : /O que nenhuma página pode prometer/);
  }
});
