declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build (vite/precache.ts). */
declare const __PRECACHE__: string[];
declare const __VERSION__: string;

/**
 * Keeps the app itself on the phone, so that it opens without a signal. It never touches the API: what a page shows
 * offline is kept by live/stream.ts, and what it sends by live/outbox.ts.
 */
const PREFIX = "app-";
const CACHE = PREFIX + __VERSION__;
const NOT_OURS = /^\/(api|socket\.io|healthz|readyz|metrics)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(__PRECACHE__)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions().then(() => self.clients.claim()));
});

// A new version waits until the person agrees (app/UpdatePrompt.tsx).
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || NOT_OURS.test(url.pathname)) return;
  event.respondWith(fromPhone(request.mode === "navigate" ? "/" : request, request));
});

async function fromPhone(wanted: Request | string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(wanted, { ignoreVary: true })) ?? fetch(request);
}

async function dropOldVersions(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
}

export {};
