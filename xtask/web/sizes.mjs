// Prints the size of each file given: raw, gzip -9 and brotli -q 11, separated by tabs.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  console.log([path, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length].join("\t"));
}
