import type { Category } from '#shared/orders.ts'

/** Pairs of neighbouring letters and digits, as a set; one letter alone is its own pair. Chinese has no spaces to cut words at. */
export function pairsOf(text: string): Set<string> {
  const letters = [...text.normalize('NFKC').toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter))
  if (letters.length === 1) return new Set(letters)
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))
}

/** How alike two texts are, 0 to 1: pairs that both have against pairs that there are (Dice). */
export function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared++
  return (2 * shared) / (a.size + b.size)
}

/** What is typed first is often less than what stands there: all of the shorter in the longer is alike too. */
function within(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  return few.size < 2 ? 0 : [...few].filter((pair) => many.has(pair)).length / few.size
}

/** A place in its bare letters: "2 单元 1201" and "2单元1201室" are the same room. */
export const plainPlace = (place: string): string => place.normalize('NFKC').toLowerCase().replaceAll(/[\s\-–—_#号室.,，]/g, '')

export type Matter = { building: string | null; device: string | null; place: string; category: Category; title: string }
/** An order as it is compared. `at`: instant of its report. */
export type Compared = Matter & { id: string; at: string }

/** Words are the same matter from here on. */
const enough = 0.34
/** The same, where one calls it a repair and the other a complaint. */
const otherwise = 0.75

/** How surely `one` is the same matter as `said`, 0 to 1; 0 where it is not. */
export function sameness(said: Matter, one: Compared): number {
  const device = said.device !== null && said.device === one.device
  const otherDevice = said.device !== null && one.device !== null && !device
  const [here, there] = [plainPlace(said.place), plainPlace(one.place)]
  const room = here !== '' && here === there
  const otherRoom = here !== '' && there !== '' && !room
  if (otherDevice) return 0
  const [typed, known] = [pairsOf(said.title), pairsOf(one.title)]
  const both = alike(typed, known)
  const words = Math.max(both, within(typed, known) * 0.9)
  if (said.category !== one.category && both < otherwise) return 0
  const place = device || room ? 0.5 : otherRoom ? -0.2 : 0
  // Nothing typed yet: only the very place tells.
  const score = typed.size === 0 ? place * 1.2 : words + place
  return score > enough && (words > 0.15 || typed.size === 0) ? Math.min(1, score) : 0
}

/** The surest first, at most `most`. */
export const duplicatesOf = (said: Matter, open: readonly Compared[], most = 5): string[] =>
  open
    .map((one) => ({ id: one.id, at: one.at, score: sameness(said, one) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || Date.parse(b.at) - Date.parse(a.at))
    .slice(0, most)
    .map(({ id }) => id)

/** A fault that came back at its place: the same device, or the same words at the same place, newest first. */
export function recurringOf(said: Matter, past: readonly Compared[]): { count: number; since: string | null; ids: string[] } {
  const again = past.filter((one) => one.category === said.category && ((said.device !== null && one.device === said.device) || sameness(said, one) > 0)).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return { count: again.length, since: again.at(-1)?.at ?? null, ids: again.slice(0, 5).map(({ id }) => id) }
}
