// What each wasm module can ask of the browser is a list that changes only on purpose: `GARIMPO_FREEZE=1` writes it anew.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const SITE = process.env.GARIMPO_SITE ?? resolve(HERE, "../../target/site");
const LIST = join(HERE, "imports.json");
const MODULES = ["page", "engine", "workbook"];
/** Ways out of the browser. The page's own start fetches its module in JavaScript, before the module runs. */
const NEVER = /fetch|xmlhttprequest|websocket|eventsource|beacon|rtcpeer|importscripts|webtransport|setinnerhtml|insertadjacent|__wbg_eval/i;

async function imports(name) {
  const module = new WebAssembly.Module(await readFile(join(SITE, `${name}_bg.wasm`)));
  // The hash at a name's end changes with the version of the bindings.
  const names = WebAssembly.Module.imports(module).map((one) => one.name.replace(/_[0-9a-f]{16}$/, ""));
  return [...new Set(names)].sort();
}

test("no module has got an import that is not on the list", async () => {
  const now = Object.fromEntries(await Promise.all(MODULES.map(async (name) => [name, await imports(name)])));
  if (process.env.GARIMPO_FREEZE === "1") {
    // What another build profile needs stays on the list.
    const before = JSON.parse(await readFile(LIST, "utf8").catch(() => "{}"));
    for (const name of MODULES) now[name] = [...new Set([...now[name], ...(before[name] ?? [])])].sort();
    await writeFile(LIST, `${JSON.stringify(now, null, 1)}\n`);
  }
  const frozen = JSON.parse(await readFile(LIST, "utf8"));
  for (const name of MODULES) {
    assert.deepEqual(now[name].filter((one) => !frozen[name].includes(one)), [], `${name}: run again with GARIMPO_FREEZE=1 if this is meant`);
    assert.deepEqual(frozen[name].filter((one) => NEVER.test(one)), [], `${name} must never get these`);
    assert.ok(now[name].length > 20, name);
  }
});
