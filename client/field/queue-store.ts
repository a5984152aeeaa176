import { del, delMany, get, keys, set, update } from 'idb-keyval'
import { v4 } from 'uuid'
import { phone } from '../live/phone-store.ts'
import type { Entry } from './queue-rules.ts'

const queueOf = (user: string) => `queue:${user}`
const photoAt = (key: string) => `photo:${key}`

/** What this person has done and the server has not heard of, oldest first. Another person's is neither read nor sent. */
export const readQueue = async (user: string): Promise<Entry[]> => (await get<Entry[]>(queueOf(user), phone)) ?? []

/** Each change is one transaction, so two tabs lose nothing of each other. @throws where the phone has no room left */
const changeQueue = (user: string, next: (entries: Entry[]) => Entry[]): Promise<void> => update<Entry[]>(queueOf(user), (held) => next(held ?? []), phone)

export const addEntry = (user: string, entry: Entry): Promise<void> => changeQueue(user, (held) => [...held, entry])

export const changeEntry = (user: string, key: string, changed: Partial<Entry>): Promise<void> =>
  changeQueue(user, (held) => held.map((entry) => (entry.key === key ? { ...entry, ...changed } : entry)))

export async function removeEntries(user: string, gone: readonly Entry[]): Promise<void> {
  const ids = new Set(gone.map(({ key }) => key))
  await changeQueue(user, (held) => held.filter(({ key }) => !ids.has(key)))
  await delMany(gone.flatMap(({ photos }) => photos.map(({ key }) => photoAt(key))), phone)
}

/** @returns its key. @throws where the phone has no room left */
export async function keepPhoto(picture: Blob): Promise<string> {
  const key = `${Date.now()}-${v4()}`
  await set(photoAt(key), picture, phone)
  return key
}

export const readPhoto = (key: string): Promise<Blob | undefined> => get<Blob>(photoAt(key), phone)
export const dropPhoto = (key: string): Promise<void> => del(photoAt(key), phone)

/** Milliseconds: a photo that a page still holds in a form is younger. */
const formHolds = 24 * 3_600_000

/** Photos that no queue names, left by a page that was closed before it said what they were for. */
export async function sweepPhotos(): Promise<void> {
  const all = (await keys<string>(phone)).filter((key) => typeof key === 'string')
  const queues = await Promise.all(all.filter((key) => key.startsWith('queue:')).map((key) => get<Entry[]>(key, phone)))
  const named = new Set(queues.flatMap((queue) => queue ?? []).flatMap(({ photos }) => photos.map(({ key }) => photoAt(key))))
  await delMany(all.filter((key) => key.startsWith('photo:') && !named.has(key) && Date.now() - Number.parseInt(key.slice('photo:'.length), 10) > formHolds), phone)
}
