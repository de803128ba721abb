/* Keeps the door's page and what it is made of on this device, so that a reload in a room without a signal shows it.
   It is served from the page's own address and sees no other page. What was tapped is kept by the page itself. */
"use strict";

const PAGE = self.registration.scope;
const NAME = `door:${PAGE}`;
// A class and its day: older than this the list is not shown without the server.
const GOOD_FOR = 12 * 60 * 60 * 1000;
// A room with one bar of signal: the kept page comes rather than a white one.
const PATIENCE = 4000;
const PARTS = ["style", "script", "font", "image"];

const isPage = (request) => request.mode === "navigate" && request.url.split(/[?#]/)[0] === PAGE;

/* Whatever is kept says when it was: the answer's own headers stay, its policy of scripts among them. */
async function keep(cache, address, answer) {
  const headers = new Headers(answer.headers);
  headers.set("X-Kept-At", String(Date.now()));
  await cache.put(address, new Response(await answer.blob(), { status: answer.status, headers }));
}

const late = () => new Promise((_, refuse) => { setTimeout(refuse, PATIENCE, new Error("late")); });

async function page(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(PAGE);
  const isGood = kept && Date.now() - Number(kept.headers.get("X-Kept-At")) < GOOD_FOR;
  try {
    const asked = fetch(request);
    const answer = await (isGood ? Promise.race([asked, late()]) : asked);
    if (answer.ok) await keep(cache, PAGE, answer.clone());
    // Signed out, or no longer theirs to see: then not on this device either.
    else if (answer.status < 500) await caches.delete(NAME);
    return answer;
  } catch (lost) {
    if (isGood) return kept;
    await cache.delete(PAGE);
    throw lost;
  }
}

async function part(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request.url, answer.clone());
    return answer;
  } catch (lost) {
    const kept = await cache.match(request.url);
    if (kept) return kept;
    throw lost;
  }
}

self.addEventListener("install", () => { self.skipWaiting(); });
self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (isPage(request)) event.respondWith(page(request));
  else if (PARTS.includes(request.destination)) event.respondWith(part(request));
});

/* The first time the page was here before its worker: it says what it is made of. */
self.addEventListener("message", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    await Promise.all(event.data.keep.map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
      if (answer.ok) await keep(cache, address, answer);
    }));
    event.source.postMessage({ kept: event.data.keep.length });
  })());
});
