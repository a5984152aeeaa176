import { readHeld } from './held-store.ts'
import { sendAll } from './sender.ts'

/**
 * Answers for the field page where there is no line. It holds one version of the page: the page itself, with the nonce and the
 * policy that came with it, and every file that it needs, all fetched when this worker was installed. A new version is fetched
 * beside it and takes over at the next start, when no page of the old one is open. It never touches /api.
 */
type Lasting = Event & { waitUntil(done: Promise<unknown>): void }
type Fetched = Lasting & { request: Request; respondWith(answer: Promise<Response>): void }
type Synced = Lasting & { tag: string }

/** Filled in by the build: every file of the page, and a name for just these. */
declare const FILES: readonly string[]
declare const VERSION: string

const page = '/field'
const prefix = 'field-'
const cacheName = prefix + VERSION
/** Milliseconds after which a line that does not answer counts as none. */
const patience = 2_500

const on = <E extends Event>(name: string, hear: (event: E) => void) => self.addEventListener(name, hear as EventListener)

on<Lasting>('install', (event) => event.waitUntil(hold()))
on<Lasting>('activate', (event) => event.waitUntil(forgetOthers()))
on<Synced>('sync', (event) => {
  if (event.tag === 'queue') event.waitUntil(sendQueue())
})
on<Fetched>('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(pageFor(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((held) => held ?? fetch(request)))
})

/** All or nothing: a page whose files are another version's is not held. */
async function hold(): Promise<void> {
  const cache = await caches.open(cacheName)
  const answer = await fetch(page, { cache: 'no-store' })
  const text = await answer.clone().text()
  const named = text.match(/\/assets\/[\w.-]+\.(?:js|css)/g) ?? []
  if (!answer.ok || named.some((file) => !FILES.includes(file))) throw new Error('the page is of another version')
  await cache.addAll([...FILES])
  await cache.put(page, answer)
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)))
}

/** The server's where it answers soon, else the held one. */
async function pageFor(request: Request): Promise<Response> {
  const held = await (await caches.open(cacheName)).match(page)
  if (!held) return fetch(request)
  const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null))
  const answer = await Promise.race([fetch(request).catch(() => null), late])
  return answer && answer.status < 500 ? answer : held
}

/** The line is back and perhaps no page is open: what waits is sent all the same. */
async function sendQueue(): Promise<void> {
  const held = await readHeld()
  if (held && (await sendAll(held.user, { language: navigator.language })) === 'again') throw new Error('not all got through')
}
