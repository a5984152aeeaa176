/** Messages that a key may send: `perSecond` for ever, `burst` at once. */
export type Rate = { perSecond: number; burst: number }

type Level = { left: number; at: number }

/** A token bucket per name. Full buckets are forgotten, so that the number held is that of the names at work. */
export class DoorLimit {
  private readonly rate: Rate
  private readonly levels = new Map<string, Level>()
  private sweptAt = 0

  constructor(rate: Rate) {
    this.rate = rate
  }

  /** How many of `wanted` may pass at `now` (milliseconds of a clock that never goes back). */
  take(name: string, wanted: number, now: number): number {
    this.sweep(now)
    const level = this.levels.get(name) ?? { left: this.rate.burst, at: now }
    level.left = Math.min(this.rate.burst, level.left + ((now - level.at) / 1000) * this.rate.perSecond)
    level.at = now
    const taken = Math.min(wanted, Math.floor(level.left))
    level.left -= taken
    this.levels.set(name, level)
    return taken
  }

  /** Lets all of `wanted` pass, or none. */
  takeAll(name: string, wanted: number, now: number): boolean {
    this.take(name, 0, now)
    return (this.levels.get(name)?.left ?? 0) >= wanted && this.take(name, wanted, now) === wanted
  }

  /** Seconds until one more may pass. */
  wait(name: string): number {
    const left = this.levels.get(name)?.left ?? this.rate.burst
    return left >= 1 ? 0 : (1 - left) / this.rate.perSecond
  }

  private sweep(now: number): void {
    const refill = (this.rate.burst / this.rate.perSecond) * 1000
    if (now - this.sweptAt < refill) return
    this.sweptAt = now
    for (const [name, level] of this.levels) if (now - level.at >= refill) this.levels.delete(name)
  }
}
