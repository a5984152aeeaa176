import type { Fact } from '#shared/facts.ts'

/** The newest facts as the tail handed them on: whoever is nearly level need not read, and parse, what this process holds already. */
export class RecentFacts {
  private readonly kept: number
  private facts: readonly Fact[] = []

  constructor(kept = 5_000) {
    this.kept = kept
  }

  take(facts: readonly Fact[]): void {
    const follows = this.facts.length > 0 && facts[0]?.seq === (this.facts.at(-1)?.seq ?? 0) + 1
    const all = follows ? [...this.facts, ...facts] : facts
    this.facts = all.length > 2 * this.kept ? all.slice(-this.kept) : all
  }

  /** The number of the last fact that was handed on; null where none was. */
  get end(): number | null {
    return this.facts.at(-1)?.seq ?? null
  }

  forget(): void {
    this.facts = []
  }

  /** At most `limit` facts after `from`, in order; null where the first of them is not held. */
  after(from: number, limit: number): Fact[] | null {
    const place = from + 1 - (this.facts[0]?.seq ?? Infinity)
    return place >= 0 && place < this.facts.length ? this.facts.slice(place, place + limit) : null
  }
}
