// What every browser test begins with. The hooks it reads are promised in CONTRACT.md.
//
//   import { test } from "./harness.mjs";
//   test("a file becomes a ranking", async ({ openPage }) => {
//     const page = await openPage({ lang: "en" });
//     await drop(page, ["fixtures/leads.csv"]);
//     await waitReady(page);
//   });
//
// A test fails, whatever else it asserts, when a page of it logs a warning or an error, throws, violates its
// own content policy, or requests anything from anywhere once it has loaded.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { after, test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { readSite, serveFiles } from "./server.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SITE = process.env.GARIMPO_SITE ?? resolve(HERE, "../../target/site");
const RESULTS = process.env.GARIMPO_RESULTS ?? join(HERE, "test-results");
const TIMEOUT = 60_000;

// One server and one browser a test file.
let shared;
function start() {
  shared ??= (async () => {
    const server = await serveFiles(await readSite(SITE));
    return { server, browser: await launch() };
  })();
  return shared;
}
after(async () => {
  if (!shared) return;
  const { server, browser } = await shared;
  await browser.close();
  await server.close();
});

/**
 * One test. `body` gets `openPage`; what it opened is watched, and closed when it ends.
 * A screenshot of every page that is open at a failure is left in `test-results/`.
 */
export function test(name, options, body) {
  if (typeof options === "function") [options, body] = [{}, options];
  nodeTest(name, { timeout: TIMEOUT, ...options }, async (t) => {
    const opened = [];
    const openPage = async (how) => {
      const one = await open(how);
      opened.push(one);
      return one.page;
    };
    try {
      await body({ openPage, t });
      for (const { page, watch } of opened) await watch.verify(page);
    } catch (error) {
      for (const [i, { page, watch }] of opened.entries()) {
        const path = await screenshot(page, `${name} ${i + 1}`).catch(() => undefined);
        t.diagnostic(`page ${i + 1}: ${path ?? "no screenshot"}${watch.log.map((line) => `\n  ${line}`).join("")}`);
      }
      throw error;
    } finally {
      for (const { context } of opened) await context.close();
    }
  });
}

/**
 * Opens the page and waits until it can take files.
 * - `lang`: `pt-BR` (default) or `en`, through `?lang=`; `null` leaves the choice to the page and `locale`
 * - `theme`: `light` or `dark`; `viewport`; `path`: what follows the page's address, such as `#/meeting`
 * - `allow`: expressions for log lines that this test is about (also requests: workbooks fetch their opener)
 * - `context`: a context of an earlier page, to share its storage
 */
async function open({
  lang = "pt-BR",
  locale = "pt-BR",
  theme = "light",
  viewport = { width: 1280, height: 800 },
  path = "",
  allow = [],
  context: given,
  ...more
} = {}) {
  const { server, browser } = await start();
  const context =
    given ??
    (await browser.newContext({
      locale,
      colorScheme: theme,
      viewport,
      reducedMotion: "reduce",
      serviceWorkers: "block",
      timezoneId: "America/Sao_Paulo",
      acceptDownloads: true,
      ...more,
    }));
  const page = await context.newPage();
  const watch = new Watch(server, page, allow);
  const query = lang ? `?lang=${lang}` : "";
  await page.goto(`${server.url}${query}${path}`);
  await page.waitForSelector("body:not([data-state=booting])", { timeout: 20_000 });
  await watch.loaded();
  return { page, context, watch };
}

/** Sees to it that a page is silent, and alone once it has loaded. */
class Watch {
  #wrong = [];
  #loaded = false;
  #server;
  #before;
  log = [];

  constructor(server, page, allow) {
    this.#server = server;
    this.#before = server.requests.length;
    const bad = (what) => {
      this.log.push(what);
      if (!allow.some((expression) => expression.test(what))) this.#wrong.push(what);
    };
    page.on("console", (message) => {
      const line = `console ${message.type()}: ${message.text()}`;
      if (["error", "warning", "assert"].includes(message.type())) bad(line);
      else this.log.push(line);
    });
    page.on("pageerror", (error) => bad(`page error: ${error.stack ?? error}`));
    page.on("crash", () => bad("the page crashed"));
    page.on("requestfailed", (request) => {
      if (isRemote(request.url())) bad(`request failed: ${request.url()} ${request.failure()?.errorText}`);
    });
    page.on("request", (request) => {
      if (this.#loaded && isRemote(request.url())) bad(`request after loading: ${request.method()} ${request.url()}`);
    });
  }

  /** The page is there; its worker follows. From then on it has nothing to ask for. */
  async loaded() {
    const until = Date.now() + 5_000;
    const worker = () => this.#server.requests.slice(this.#before).some((path) => path.endsWith("/engine_bg.wasm"));
    while (!worker() && Date.now() < until) await pause(20);
    await pause(50);
    this.#loaded = true;
  }

  async verify(page) {
    if (!page.isClosed()) await page.evaluate(() => new Promise((done) => setTimeout(done, 0))).catch(() => {});
    assert.deepEqual(this.#wrong, [], "the page must be silent and alone");
  }
}

function isRemote(url) {
  return !url.startsWith("blob:") && !url.startsWith("data:");
}

function pause(ms) {
  return new Promise((later) => setTimeout(later, ms));
}

/** A file of `tests/e2e` by its path, or one made on the spot: `{ name, content }`. */
async function payload(file) {
  if (typeof file === "string") {
    const path = isAbsolute(file) ? file : join(HERE, file);
    return { name: path.split(/[\\/]/).pop(), mimeType: "text/csv", buffer: await readFile(path) };
  }
  return { name: file.name, mimeType: file.type ?? "text/csv", buffer: Buffer.from(file.content) };
}

/** Gives files to the page, all at once. */
export async function drop(page, files) {
  const list = await Promise.all([files].flat().map(payload));
  await noticed(page, () => page.locator("[data-testid=file-input]").setInputFiles(list));
}

/** Gives files, and waits until the page has noticed: `ready` may still be the state from before. */
async function noticed(page, give) {
  await page.evaluate(() => {
    globalThis.garimpoNoticed = new Promise((done) => {
      const observer = new MutationObserver(done);
      observer.observe(document.body, { attributes: true, attributeFilter: ["data-state"] });
      setTimeout(done, 2_000); // a page that goes from ready to ready in one step
    });
  });
  await give();
  await page.evaluate(() => globalThis.garimpoNoticed);
}

/** The same by dragging them over the page. */
export async function dragIn(page, files) {
  const list = (await Promise.all([files].flat().map(payload))).map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString("base64"),
  }));
  const give = (all) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, base64 } of all) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type: mimeType }));
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }
  };
  await noticed(page, () => page.evaluate(give, list));
}

/** Presses "cancel" in the very moment in which an import shows it: a click from outside may come after its end. */
export function cancelAtOnce(page) {
  return page.evaluate(() => {
    const press = () => document.querySelector("[data-testid=import-cancel]:not(:disabled)")?.click();
    new MutationObserver((_, observer) => {
      if (!document.querySelector("[data-testid=import-cancel]")) return;
      observer.disconnect();
      press();
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** Waits until nothing is running, and answers the state: `ready` or `error`. */
export async function waitReady(page, { timeout = 30_000 } = {}) {
  await page.waitForSelector("body[data-state=ready], body[data-state=error]", { timeout });
  return page.locator("body").getAttribute("data-state");
}

/** Drops, waits, and insists that it worked. */
export async function load(page, files, options) {
  await drop(page, files);
  assert.equal(await waitReady(page, options), "ready");
}

/** Goes to a view by its address, such as `#/data/leads.csv`. */
export async function goTo(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** The loaded sheets: `{ sheet, role, rows }`. */
export function sheets(page) {
  return page.locator("[role=tab][data-sheet]").evaluateAll((all) =>
    all.map(({ dataset }) => ({ sheet: dataset.sheet, role: dataset.role, rows: Number(dataset.rows) })),
  );
}

/** What became of every record of a file. Fails if the parts are not the whole. */
export async function receipt(page, sheet) {
  const data = await page.locator(`[data-testid=receipt][data-sheet="${css(sheet)}"]`).evaluate(({ dataset }) => ({ ...dataset }));
  const parts = ["preamble", "header", "kept", "totals", "rejected", "blank", "footer"];
  const counts = Object.fromEntries(["read", ...parts].map((name) => [name, Number(data[name])]));
  assert.equal(counts.read, parts.reduce((sum, name) => sum + counts[name], 0), `receipt of ${sheet}`);
  return counts;
}

/** The problems found: their count and lines. */
export async function problems(page) {
  const count = Number(await page.locator("[data-testid=problems]").getAttribute("data-count"));
  const lines = await page.locator("[data-testid=problem]").evaluateAll((all) => all.map((one) => Number(one.dataset.line)));
  return { count, lines };
}

/** The open questions: `{ about, file }`. */
export function questions(page) {
  return page
    .locator("[data-testid=question]")
    .evaluateAll((all) => all.map(({ dataset }) => ({ about: dataset.about, file: dataset.file })));
}

/** Accepts what the page proposes, until it asks nothing more. */
export async function confirmAll(page) {
  const button = page.locator("[data-testid=import-confirm]");
  for (let round = 0; round < 20 && (await button.count()) > 0; round++) {
    await button.first().click();
    await waitReady(page);
  }
  assert.equal(await button.count(), 0, "questions are still open");
}

/** The channels in the order shown: `{ id, name }`. */
export function channels(page) {
  return page
    .locator("[data-testid=ranking] [data-channel]")
    .evaluateAll((all) => all.map(({ dataset }) => ({ id: dataset.channelId, name: dataset.channel })));
}

/** Shows these columns of the table of all numbers; those beyond the promised ones are in the page only while shown. */
export async function showColumns(page, ...ids) {
  for (const id of ids) {
    await page.locator(`[data-column-choice=${id}]`).evaluate((box) => box.checked || box.click());
    await page.waitForSelector(`[data-testid=totals] [data-metric=${id}]:not([hidden])`, { state: "attached" });
  }
}

/** A number of a channel: `{ value, state, low, high }`, `null` where there is none. */
export function metric(page, channelId, metricId) {
  return readMetric(page.locator(`[data-testid=ranking] [data-channel-id="${css(channelId)}"] [data-metric="${metricId}"]`));
}

/** The same of the whole table. */
export function total(page, metricId) {
  return readMetric(page.locator(`[data-testid=totals] [data-metric="${metricId}"]`));
}

async function readMetric(locator) {
  return locator.first().evaluate(({ dataset }) => {
    const number = (text) => (text === undefined || text === "" ? null : Number(text));
    return { value: number(dataset.value), state: dataset.state, low: number(dataset.low), high: number(dataset.high) };
  });
}

/** Every path that the server of this file has been asked for, by any page and any worker. */
export async function requested() {
  return [...(await start()).server.requests];
}

/** The text of a grid cell; row 1 is the header. */
export function cell(page, row, column) {
  return page.locator(`[role=grid] [aria-rowindex="${row}"] [aria-colindex="${column}"]`).first().textContent();
}

/** The durations of a User Timing measure, in milliseconds: `garimpo:import`, `garimpo:edit`, `garimpo:boot`. */
export function measures(page, name) {
  return page.evaluate((which) => performance.getEntriesByName(which, "measure").map((entry) => entry.duration), name);
}

/** Does something that saves a file; answers `{ name, bytes, text }`. */
export async function download(page, action) {
  const [file] = await Promise.all([page.waitForEvent("download"), action()]);
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString("utf8") };
}

/** Accessibility: axe-core's findings for the page as it is now must be none. */
export async function accessible(page, { rules = {} } = {}) {
  const { default: axe } = await import("axe-core");
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), { rules });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  assert.deepEqual(found, [], "axe-core");
}

/** A picture of the page in `test-results/`; answers its path. */
export async function screenshot(page, name, options = {}) {
  await mkdir(RESULTS, { recursive: true });
  const path = join(RESULTS, `${name.replace(/[^\p{L}\p{N}.-]+/gu, "-")}.png`);
  await page.screenshot({ path, ...options });
  return path;
}

function css(text) {
  return String(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}

export { assert };
