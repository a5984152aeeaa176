import { v5 } from 'uuid'

/** Repeatable chance: the same seed gives the same numbers on every machine. */
export type Random = {
  /** 0 up to but not including 1. */
  next: () => number
  between: (low: number, high: number) => number
  /** Both ends included. */
  int: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  weighted: <T>(list: readonly T[], weight: (item: T) => number) => T
  shuffle: <T>(list: readonly T[]) => T[]
  /** Waiting time until the next event of a Poisson process, in the unit of `mean`. */
  wait: (mean: number) => number
  poisson: (mean: number) => number
  /** Median `middle`, with a long tail to the right; `spread` is the deviation of its logarithm. */
  skewed: (middle: number, spread: number) => number
  /** A stream of its own, so that asking more of one part changes nothing in another. */
  fork: (name: string) => Random
}

export function makeRandom(seed: string): Random {
  const next = sfc32(seed)
  const between = (low: number, high: number) => low + next() * (high - low)
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)]
    if (item === undefined) throw new Error('Nothing to pick from')
    return item
  }
  const wait = (mean: number) => -mean * Math.log(1 - next())
  return {
    next,
    between,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted: (list, weight) => {
      let left = next() * list.reduce((sum, item) => sum + weight(item), 0)
      for (const item of list) if ((left -= weight(item)) < 0) return item
      return pick(list)
    },
    shuffle: (list) => list.map((item) => ({ item, key: next() })).sort((a, b) => a.key - b.key).map(({ item }) => item),
    wait,
    poisson: (mean) => {
      let count = 0
      for (let at = wait(1); at < mean; at += wait(1)) count++
      return count
    },
    skewed: (middle, spread) => middle * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    fork: (name) => makeRandom(`${seed}/${name}`),
  }
}

const ids = '6c1f1a52-6b0f-5c5e-9a3e-7d3f0c1b2a49'

/** The id that belongs to a name: the same name, the same id. */
export const idOf = (...name: (string | number)[]): string => v5(name.join('/'), ids)

/** Chris Doty-Humphrey's small fast counting generator, 32 bit, seeded by FNV-1a of a text. */
function sfc32(seed: string): () => number {
  let hash = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
  let [a, b, c, counter] = [hash, hash ^ 0x9e3779b9, hash ^ 0x243f6a88, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 15; i++) next()
  return next
}
