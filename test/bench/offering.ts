import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SideProcess } from './side-process.ts'

/** What was offered to a side and what came back at its screen, by number. Times are this process's, in milliseconds. */
export class Offering {
  readonly latencies: number[] = []
  offered = 0
  arrived = 0
  twice = 0
  lastAt = 0
  /** Told of everything that arrives. */
  onArrival: () => void = () => {}
  private readonly side: SideProcess
  private readonly seen = new Set<number>()
  private counted = 0

  constructor(side: SideProcess) {
    this.side = side
  }

  /** From here on latencies count: what came before warmed things up. */
  count(): void {
    this.counted = this.offered
    this.latencies.length = 0
  }

  offer(many: number): void {
    const now = performance.now()
    let lines = ''
    for (let i = 0; i < many; i++) lines += `${this.offered++} ${now}\n`
    if (lines) this.side.tell(lines)
  }

  /** `mark` as it was offered. */
  arrive(mark: string): void {
    const now = performance.now()
    const space = mark.indexOf(' ')
    const number = Number(mark.slice(0, space))
    if (this.seen.has(number)) this.twice++
    else {
      this.seen.add(number)
      this.arrived++
      this.lastAt = now
      if (number >= this.counted) this.latencies.push(now - Number(mark.slice(space + 1)))
    }
    this.onArrival()
  }

  /** Evenly at `rate` per second, whatever comes back: a side that is late is not waited for. */
  async atRate(rate: number, seconds: number): Promise<void> {
    const [start, before] = [performance.now(), this.offered]
    const all = Math.round(rate * seconds)
    for (let sent = 0; sent < all; sent = this.offered - before) {
      const due = Math.min(all, Math.floor(((performance.now() - start) / 1_000) * rate) + 1)
      this.offer(due - sent)
      await sleep(Math.max(1, start + ((due + 0.5) / rate) * 1_000 - performance.now()))
    }
  }

  /** As much as it takes: `window` of them are always under way. */
  async atMost(window: number, seconds: number): Promise<void> {
    const refill = (): void => {
      const room = window - (this.offered - this.arrived)
      if (room >= window / 10) this.offer(room)
    }
    this.onArrival = refill
    refill()
    await sleep(seconds * 1_000)
    this.onArrival = () => {}
  }

  /** Resolves when everything has arrived, or false after `patience` milliseconds. */
  async settle(patience: number): Promise<boolean> {
    if (this.arrived >= this.offered) return true
    const give = new AbortController()
    const all = new Promise<true>((resolve) => {
      this.onArrival = () => {
        if (this.arrived >= this.offered) resolve(true)
      }
    })
    const late = sleep(patience, false, { signal: give.signal }).catch(() => false)
    const settled = await Promise.race([all, late])
    give.abort()
    this.onArrival = () => {}
    return settled
  }
}
