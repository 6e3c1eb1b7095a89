// node digest.mjs FOLDER FIRST COUNT STEP: the digests of made-up companies as a browser computes them, one a line.
// FOLDER holds what wasm-bindgen made of tests/digest.
import { launch } from "./chromium.mjs";
import { readSite, serveFiles } from "./server.mjs";

const [folder, first, count, step] = process.argv.slice(2).map((word, i) => (i ? Number(word) : word));
const files = await readSite(folder);
files.set("index.html", Buffer.from('<!doctype html><script type="module">import start, { companies } from "./digest.js"; await start(); globalThis.companies = companies;</script>'));
const server = await serveFiles(files);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => globalThis.companies);
  for (let from = first; from < first + count; from += step) {
    const many = Math.min(step, first + count - from);
    console.log(await page.evaluate(([from, many]) => globalThis.companies(from, many), [from, many]));
  }
} finally {
  await browser.close();
  await server.close();
}
