// The release as hosts serve it: without the network, with a newer version beside, with a damaged file, in one file.
// Needs the release's files: `cargo xtask test` makes them, or `cargo xtask dist --quick`.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { trio } from "./fixtures.mjs";
import { drop, load, waitReady } from "./harness.mjs";
import { xlsx } from "./packed.mjs";
import { readSite, serveFiles } from "./server.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = process.env.GARIMPO_DIST ?? join(process.env.CARGO_TARGET_DIR ?? resolve(HERE, "../../target"), "dist");
const missing = existsSync(join(DIST, "sw.js")) ? false : `no release in ${DIST}: run \`cargo xtask dist --quick\``;

const book = () => ({ name: "empresa.xlsx", content: xlsx([{ ...trio()[0], name: "Leads" }]) });

let browser;
after(() => browser?.close());

/** The header lines for every path. */
function headers(files) {
  const lines = files.get("_headers").toString().split("\n\n")[0].split("\n").slice(1);
  return Object.fromEntries(lines.filter((line) => !/Strict-Transport/.test(line)).map((line) => line.trim().split(/: (.*)/s)));
}

async function hosted() {
  browser ??= await launch();
  const files = await readSite(DIST);
  const server = await serveFiles(files, { headers: headers(files), notFound: "404.html" });
  const context = await browser.newContext({ locale: "en", serviceWorkers: "allow", acceptDownloads: true });
  const wrong = [];
  context.on("weberror", (error) => wrong.push(String(error.error())));
  context.on("console", (message) => {
    // Chromium warns of every sandboxed page that may run its own scripts: it takes it for a frame in another page.
    if (/^An iframe which has both allow-scripts/.test(message.text())) return;
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  const open = async (path = "") => {
    const page = await context.newPage();
    await page.goto(server.url + path);
    await page.waitForSelector("body:not([data-state=booting])");
    return page;
  };
  const end = async () => {
    await context.close();
    await server.close().catch(() => {});
  };
  return { files, server, context, open, end, wrong };
}

const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
const version = (page) => page.locator("meta[name=version]").getAttribute("content");
const integrity = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

/** What a host has after the next release. */
function deploy(files, next) {
  const html = files.get("index.html").toString();
  const now = html.match(/v-[0-9a-f]{12}/)[0];
  for (const [name, bytes] of [...files]) {
    if (!name.startsWith(`${now}/`)) continue;
    files.delete(name);
    files.set(name.replace(now, next), bytes);
  }
  const page = Buffer.from(html.replaceAll(now, next));
  const old = integrity(files.get("index.html"));
  files.set("index.html", page);
  files.set("sw.js", Buffer.from(files.get("sw.js").toString().replaceAll(now, next).replace(old, integrity(page))));
  return now;
}

test("after the first visit everything works without the network, workbooks too", { skip: missing, timeout: 120_000 }, async () => {
  const { server, open, end, wrong, context } = await hosted();
  await kept(await open());
  await server.close();
  await context.setOffline(true);
  const page = await open("?lang=en");
  await load(page, trio());
  await page.waitForSelector("[data-testid=ranking]");
  await drop(page, [book()]);
  assert.equal(await waitReady(page), "ready");
  assert.ok((await page.locator("[data-testid=file-error]").count()) === 0);
  assert.deepEqual(wrong, []);
  await end();
});

test("a new version waits for the click, and an old tab never gets its files", { skip: missing, timeout: 120_000 }, async () => {
  const { files, server, open, end } = await hosted();
  const first = await open();
  await kept(first);
  const page = await open("?lang=en");
  const other = await open("?lang=en");
  const old = await version(page);
  deploy(files, "v-ffffffffffff");
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update()));
  await page.waitForSelector("[data-testid=new-version]");
  const again = await open("?lang=en");
  assert.equal(await version(again), old, "nothing is taken unasked");
  await again.close();
  await first.close();
  await page.locator("[data-testid=new-version] button").click();
  await page.waitForFunction(() => document.querySelector("meta[name=version]")?.content === "v-ffffffffffff");
  // The other tab is still on the old version: its opener comes from the old cache, though the host has it no more.
  const before = server.requests.length;
  await drop(other, [book()]);
  assert.equal(await waitReady(other), "ready");
  assert.equal(await version(other), old);
  assert.deepEqual(server.requests.slice(before).filter((path) => path.includes(`/${old}/`)), []);
  await end();
});

test("a version with a damaged file is not taken, and work is not thrown away for a whole one", { skip: missing, timeout: 120_000 }, async () => {
  const { files, open, end } = await hosted();
  await kept(await open());
  const page = await open("?lang=en");
  await load(page, trio());
  deploy(files, "v-eeeeeeeeeeee");
  const name = "v-eeeeeeeeeeee/workbook.js";
  const whole = files.get(name);
  const flipped = Buffer.from(whole);
  flipped[100] ^= 1;
  files.set(name, flipped);
  const update = () => page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => {}));
  await update();
  await page.waitForTimeout(1_500);
  assert.equal(await page.locator("[data-testid=new-version]").count(), 0);
  files.set(name, whole);
  await update();
  await page.locator("[data-testid=new-version] button").click();
  await page.locator(".message[role=alert]").waitFor();
  assert.equal(await page.locator("[data-testid=ranking] [data-channel]").count() > 0, true, "the tables are still there");
  await end();
});

test("the kill switch lets go of everything", { skip: missing, timeout: 120_000 }, async () => {
  const { files, open, end } = await hosted();
  await kept(await open());
  files.set("sw.js", files.get("kill-switch/sw.js"));
  const page = await open();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update()));
  await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length);
  await end();
});

test("a link whose # was written %23 finds its page, in a sub-folder too", { skip: missing, timeout: 120_000 }, async () => {
  const { open, end, server } = await hosted();
  for (const mark of ["%23", "%2523"]) {
    const page = await open(`${mark}s1.1c.AAAA`);
    await page.waitForSelector("[data-testid=link-broken]");
    assert.equal(page.url(), server.url);
    await page.close();
  }
  await end();
});

test("the page in one file runs from disk and stores nothing", { skip: missing, timeout: 120_000 }, async () => {
  browser ??= await launch();
  const context = await browser.newContext({ locale: "pt-BR", acceptDownloads: true });
  await context.setOffline(true);
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(join(DIST, "garimpo.html")).href);
  await page.waitForSelector("body[data-state=empty]");
  assert.match(await page.locator(".promise").textContent(), /não guarda nada neste computador/);
  await load(page, trio());
  await page.waitForSelector("[data-testid=ranking]");
  await drop(page, [book()]);
  assert.equal(await waitReady(page), "ready");
  assert.equal(await page.locator("[data-testid=file-error]").count(), 0);
  await page.locator("input[name=lang]").nth(1).click({ force: true });
  await page.waitForSelector("html[lang=en]");
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  await page.locator("[data-testid=share-open]").click();
  const link = await page.locator("[data-testid=share-link][data-link]").getAttribute("data-link");
  assert.match(link, /^#s1\./, "no path of this computer is in it");
  assert.deepEqual(asked.filter((url) => !/^(file|blob|data):/.test(url)), []);
  assert.deepEqual(wrong, []);
  await context.close();
});
