/** How often something happened at a spot, and the size by which spots of a kind compare. */
export type Spot = { key: string; kind: string; count: number; size: number }
export type Excess = { key: string; usual: number; chance: number }

/** Fewer than this in 90 days is bad luck. */
const fewest = 3
/** What happens by chance less often than once in a hundred spots is worth a look. */
const chanceBelow = 0.01
/** Nothing never happens. */
const leastUsual = 0.1

/**
 * Spots where far more happened than at others of their kind, the least likely first. Usual is what the others had, by size; a spot
 * alone of its kind is measured against all. Counts of faults are Poisson (NIST/SEMATECH e-Handbook 8.1.2.3), so what is left is the
 * chance of so many or more. The worst is found first and counts no more for what is usual: it would hide the second worst.
 */
export function excesses(spots: readonly Spot[]): Excess[] {
  const found: Excess[] = []
  const left = new Set(spots)
  for (const kind of new Set(spots.map((spot) => spot.kind))) {
    const kin = spots.filter((spot) => spot.kind === kind)
    for (;;) {
      const usualOnes = kin.filter((spot) => left.has(spot))
      const worst = usualOnes.filter(({ count }) => count >= fewest).map((spot) => ({ spot, ...judged(spot, kin.length > 1 ? usualOnes : spots) })).toSorted((a, b) => a.chance - b.chance)[0]
      if (!worst || worst.chance >= chanceBelow) break
      left.delete(worst.spot)
      found.push({ key: worst.spot.key, usual: Math.round(worst.usual * 10) / 10, chance: worst.chance })
    }
  }
  return found.toSorted((a, b) => a.chance - b.chance || (a.key < b.key ? -1 : 1))
}

function judged(spot: Spot, kin: readonly Spot[]): { usual: number; chance: number } {
  const usual = Math.max(leastUsual, usualOf(spot, kin))
  return { usual, chance: atLeast(spot.count, usual) }
}

function usualOf(spot: Spot, kin: readonly Spot[]): number {
  const others = kin.filter(({ key }) => key !== spot.key)
  const size = others.reduce((sum, one) => sum + one.size, 0)
  return size > 0 ? (others.reduce((sum, { count }) => sum + count, 0) / size) * spot.size : 0
}

/** The chance of `count` or more where `mean` is usual. */
export function atLeast(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let below = 0
  for (let i = 0; i < count; i++) {
    below += term
    term *= mean / (i + 1)
  }
  if (below < 0.999_999) return Math.max(0, 1 - below)
  // So unlikely that the difference from 1 says nothing any more: the terms from `count` on, which soon vanish.
  let above = 0
  for (let i = count; i < count + 200; i++) {
    above += term
    term *= mean / (i + 1)
  }
  return above
}
