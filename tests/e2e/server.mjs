// Serves a built site to tests: read into memory once, so that a build in between changes nothing,
// and below a folder, so that an absolute path in the page is noticed.
import { createServer } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".csv": "text/csv; charset=utf-8",
};

/** Every file below `folder`: path with slashes → bytes. */
export async function readSite(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
  }
  return files;
}

/**
 * Serves `files` (path → bytes) under `base`.
 * `notFound`: the file that hosts show for addresses that there are not.
 * Answers `{ url, requests, close }`; `requests` grows by one path a request.
 */
export async function serveFiles(files, { base = "/garimpo/", headers = {}, notFound } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    requests.push(path);
    const inside = path.startsWith(base) ? path.slice(base.length) : undefined;
    const name = inside === undefined || inside.endsWith("/") || inside === "" ? `${inside ?? "?"}index.html` : inside;
    const body = files.get(name);
    if (!body && notFound) {
      response.writeHead(404, { "content-type": KINDS[".html"] }).end(files.get(notFound));
      return;
    }
    if (!body) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
      return;
    }
    const kind = KINDS[extname(name)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": kind, "content-length": body.length, "cache-control": "no-cache", ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${server.address().port}${base}`;
  const close = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  return { url, requests, close };
}
