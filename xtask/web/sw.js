// Keeps every file of one version of the page, all or none, so that it works without the network.
//
// A new version installs beside the old one and waits: it takes over when a person says so, or when no tab of the
// old one is left. Files live in folders named after their contents, so a tab always gets those of its own version.
// Nothing else is ever kept, and nothing is asked of another address.
const VERSION = "@VERSION@";
const FILES = [/*@FILES@*/];
const OURS = "garimpo-";
const CACHE = OURS + VERSION;
const START = new URL("./", self.location).href;
const address = (path) => (path === "index.html" ? START : new URL(path, START).href);
const KNOWN = new Set(FILES.map(([path]) => address(path)));

async function keep() {
  const got = await Promise.all(
    FILES.map(async ([path, integrity]) => {
      const answer = await fetch(address(path), { cache: "no-store", integrity, redirect: "error" });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return [address(path), answer];
    }),
  );
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(got.map(([url, answer]) => cache.put(url, answer)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Older versions go when at most one tab is open: that one is on this version, or about to be. */
async function tidy() {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (tabs.length > 1) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  }
}

/** This version's file, or another version's that a tab of it asks for by its folder. */
async function kept(request, url) {
  const own = await (await caches.open(CACHE)).match(url);
  if (own) return own;
  const other = url === START ? undefined : await caches.match(url);
  return other ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !url.startsWith(START)) return;
  const isPage = request.mode === "navigate" && (url === START || url === address("index.html") + "index.html");
  if (isPage) {
    event.respondWith(kept(request, START));
    event.waitUntil(tidy());
  } else if (KNOWN.has(url) || /\/v-[0-9a-f]+\//.test(url)) {
    event.respondWith(kept(request, url));
  }
});
