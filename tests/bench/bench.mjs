// The built page against other tools: same browser, same files, turn by turn in fresh pages. Prints medians and ratios.
//
//   node bench.mjs --site DIR --data DIR [--rows 100000] [--runs 5] [--edits 100]
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "../e2e/chromium.mjs";
import { readSite, serveFiles } from "../e2e/server.mjs";
import { write } from "./data.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    site: { type: "string", default: resolve(HERE, "../../target/site") },
    data: { type: "string", default: resolve(HERE, "../../target/bench-data") },
    rows: { type: "string", default: "100000" },
    runs: { type: "string", default: "5" },
    edits: { type: "string", default: "100" },
    only: { type: "string" },
  },
});
const [rows, runs, edits] = [options.rows, options.runs, options.edits].map(Number);
const TIMEOUT = 300_000;

const files = await write(options.data, rows);
const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
const site = await serveFiles(await readSite(options.site));
const peers = await serveFiles(await peerFiles());
const browser = await launch();

const tools = ["read", "garimpo", "duckdb-query", "duckdb-load", "papaparse"].filter((tool) => !options.only || options.only.split(",").includes(tool));
const found = new Map(tools.map((tool) => [tool, []]));
console.log(`${rows.toLocaleString("en")} leads, ${(sizes.reduce((a, b) => a + b) / 1e6).toFixed(1)} MB in ${files.length} files, ${runs} runs`);
try {
  for (let run = 0; run < runs; run++) {
    for (const tool of tools) found.get(tool).push(tool === "garimpo" ? await ours() : await peer(tool));
    process.stdout.write(`run ${run + 1}: ${tools.map((tool) => `${tool} ${found.get(tool).at(-1).ms.toFixed(0)}`).join(", ")}\n`);
  }
  report();
  if (found.has("garimpo")) await editing();
} finally {
  await browser.close();
  await Promise.all([site.close(), peers.close()]);
}

/** One drop on a fresh page of ours. */
async function ours() {
  const { page, close } = await openOurs();
  const outcome = await importAll(page);
  await close();
  return outcome;
}

async function openOurs() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en" });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.log(`page error: ${error}`));
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]))).observe({
      type: "longtask",
      buffered: true,
    });
  });
  await page.goto(`${site.url}?lang=en`);
  await page.waitForSelector("body[data-state=empty]", { timeout: TIMEOUT });
  await page.waitForTimeout(500); // the worker warms up while a person looks for the files
  return { page, close: () => context.close() };
}

async function importAll(page) {
  await page.locator("[data-testid=file-input]").setInputFiles(files);
  await page.waitForFunction(() => performance.getEntriesByName("garimpo:import", "measure").length > 0, undefined, { timeout: TIMEOUT });
  return page.evaluate(() => {
    const { startTime, duration } = performance.getEntriesByName("garimpo:import", "measure").at(-1);
    const number = (cell) => (cell?.dataset.value ? Number(cell.dataset.value) : null);
    const rows = [...document.querySelectorAll("[data-testid=ranking] [data-channel]")].map((row) => {
      const of = (id) => number(row.querySelector(`[data-metric="${id}"]`));
      return { channel: row.dataset.channel, leads: of("leads"), customers: of("customers"), spend: of("spend"), cac: of("cac") };
    });
    const long = globalThis.longTasks.filter(([start]) => start >= startTime && start <= startTime + duration).map(([, length]) => length);
    return { ms: duration, rows, long };
  });
}

/** One drop on a fresh page of a peer. */
async function peer(tool) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && console.log(`${tool}: ${message.text()}`));
  await page.goto(`${peers.url}peers.html`);
  await page.waitForFunction(() => globalThis.peersReady, undefined, { timeout: TIMEOUT });
  await page.evaluate((name) => globalThis.prepare(name), tool);
  await page.waitForTimeout(500);
  await page.locator("input").setInputFiles(files);
  const outcome = await page.evaluate(() => globalThis.outcome);
  await context.close();
  return outcome;
}

function report() {
  const medians = new Map(tools.map((tool) => [tool, median(found.get(tool).map(({ ms }) => ms))]));
  const ratio = (tool, other) => (medians.has(other) ? `${(medians.get(tool) / medians.get(other)).toFixed(2)} ×` : "");
  console.log(`\n${"drop to painted table".padEnd(24)}${"median ms".padStart(10)}${"× read".padStart(10)}${"× garimpo".padStart(11)}`);
  for (const tool of tools) {
    console.log(`${tool.padEnd(24)}${medians.get(tool).toFixed(0).padStart(10)}${ratio(tool, "read").padStart(10)}${ratio(tool, "garimpo").padStart(11)}`);
  }
  const mine = found.get("garimpo")?.at(-1);
  if (!mine) return;
  const long = found.get("garimpo").flatMap((outcome) => outcome.long);
  console.log(`\nlong tasks on the main thread during import, ${runs} runs: ${long.length}${long.length ? `, longest ${Math.max(...long).toFixed(0)} ms` : ""}`);
  const theirs = found.get("duckdb-query")?.at(-1);
  if (theirs) console.log(`same answer as DuckDB: ${difference(mine.rows, theirs.rows) ?? `yes, ${mine.rows.length} channels`}`);
}

/** The first difference between two answers, or nothing. */
function difference(mine, theirs) {
  if (mine.length !== theirs.length) return `no: ${mine.length} channels, DuckDB ${theirs.length}`;
  for (const want of theirs) {
    const got = mine.find(({ channel }) => channel === want.channel);
    if (!got) return `no: ${want.channel} is missing`;
    for (const name of ["leads", "customers", "spend", "cac"]) {
      const close = Math.abs((got[name] ?? 0) - (want[name] ?? 0)) <= 1e-6 * Math.abs(want[name] ?? 0);
      if (!close) return `no: ${name} of ${want.channel} is ${got[name]}, DuckDB ${want[name]}`;
    }
  }
  return undefined;
}

/** From a committed cell to the ranking computed from it: channels of leads, changed one after the other. */
async function editing() {
  const { page, close } = await openOurs();
  await importAll(page);
  await page.waitForSelector("body[data-state=ready]", { timeout: TIMEOUT });
  await page.evaluate(() => {
    location.hash = "#/data/leads.csv";
  });
  const column = await page.locator('[role=columnheader][data-column="channel"]').getAttribute("aria-colindex", { timeout: 30_000 });
  await page.locator(`[aria-rowindex="2"] [aria-colindex="${column}"]`).first().click();
  const count = () => page.evaluate(() => performance.getEntriesByName("garimpo:edit", "measure").length);
  for (let edit = 0; edit < edits; edit++) {
    const before = await count();
    await page.keyboard.type(edit % 2 ? "Webinar" : "Google Ads");
    await page.keyboard.press("Enter");
    // A cell that had this text already is no edit.
    await page
      .waitForFunction((n) => performance.getEntriesByName("garimpo:edit", "measure").length > n, before, { timeout: 2_000 })
      .catch(() => {});
  }
  const times = await page.evaluate(() => performance.getEntriesByName("garimpo:edit", "measure").map(({ duration }) => duration));
  await close();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(1);
  console.log(`edit to new ranking, ${times.length} edits: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`);
}

/** The peers' programs, from node_modules: nothing comes from the network. */
async function peerFiles() {
  const modules = join(HERE, "node_modules");
  const served = new Map();
  for (const name of ["peers.html", "peers.mjs"]) served.set(name, await readFile(join(HERE, name)));
  const duck = join(modules, "@duckdb/duckdb-wasm/dist");
  for (const name of ["duckdb-browser.mjs", "duckdb-browser-eh.worker.js", "duckdb-eh.wasm"]) served.set(name, await readFile(join(duck, name)));
  served.set("papaparse.min.js", await readFile(join(modules, "papaparse/papaparse.min.js")));
  served.set("tslib/tslib.es6.mjs", await readFile(join(modules, "tslib/tslib.es6.mjs")));
  for (const [folder, ending] of [["apache-arrow", ".mjs"], ["flatbuffers/mjs", ".js"]]) {
    for (const entry of await readdir(join(modules, folder), { recursive: true })) {
      if (entry.endsWith(ending)) served.set(join(folder, entry).replaceAll("\\", "/"), await readFile(join(modules, folder, entry)));
    }
  }
  return served;
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
