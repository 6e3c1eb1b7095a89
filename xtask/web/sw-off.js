// The kill switch: put in the place of sw.js, it lets go of everything and of itself. Pages then come from the host.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("garimpo-")) await caches.delete(name);
      await self.registration.unregister();
    })(),
  ),
);
