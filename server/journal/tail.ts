import type { Logger } from 'pino'
import { connect, type Sql } from '#db/client.ts'
import type { Fact } from '#shared/facts.ts'
import { readFacts, readHead } from './fact-store.ts'

const most = 2_000
const idle = { shortest: 100, longest: 1_000 } as const
/** Facts may carry a time a little before the last one's: clocks step. More than this is found by the gap it leaves. */
const slack = 3_600_000

/**
 * Follows the journal in commit order. Numbers have no gaps, so a missing one is seen at once;
 * a wake-up only makes it look sooner, and it looks by itself anyway.
 */
export class Tail {
  private readonly sql: Sql
  private readonly log: Logger
  private readonly onFacts: (facts: Fact[], to: number) => void
  private readonly onRewind: (to: number) => void
  private seen = 0
  private lastAt: string | null = null
  private wait: number = idle.shortest
  private timer: NodeJS.Timeout | undefined
  private reading: Promise<void> | null = null
  private again = false
  private handed: Fact[] = []
  private stopped = false

  /**
   * `onFacts` gets every fact after the start once, in order; it must not throw. `onRewind` is told when the journal ends
   * before what was already handed on: another database stands there, such as a standby or a restored backup.
   */
  constructor(url: string, log: Logger, onFacts: (facts: Fact[], to: number) => void, onRewind: (to: number) => void = () => {}) {
    this.sql = connect(url, { max: 1, name: 'watchfloor-tail', role: 'watchfloor_app', statementTimeout: 3_000 })
    this.log = log
    this.onFacts = onFacts
    this.onRewind = onRewind
  }

  /** The last number that was handed on. */
  get cursor(): number {
    return this.seen
  }

  /** Places it behind what is already there. */
  async seek(): Promise<void> {
    this.seen = await readHead(this.sql)
  }

  start(): void {
    this.schedule()
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.reading
    await this.sql.end({ timeout: 1 })
  }

  /** Something may have been committed. */
  wake(): void {
    if (this.stopped) return
    if (this.reading) {
      this.again = true
      return
    }
    clearTimeout(this.timer)
    this.reading = this.read().finally(() => {
      this.reading = null
      const handed = this.handed.filter((fact) => fact.seq > this.seen)
      this.handed = []
      if (handed.length > 0 && !this.follow(handed)) this.again = true
      if (this.again) {
        this.again = false
        this.wake()
      } else this.schedule()
    })
  }

  /** Facts that this process has just committed: where they follow on what was handed on, they need not be read. */
  hand(facts: readonly Fact[]): void {
    if (this.stopped) return
    if (this.reading && facts.length > 0) this.handed.push(...facts)
    else if (!this.follow(facts)) this.wake()
  }

  private follow(facts: readonly Fact[]): boolean {
    const last = facts[facts.length - 1]
    if (!last || !this.whole(facts)) return false
    this.seen = last.seq
    this.lastAt = last.at
    this.onFacts([...facts], this.seen)
    return true
  }

  private schedule(): void {
    if (this.stopped) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.wake(), this.wait)
  }

  private async read(): Promise<void> {
    try {
      let facts = await this.next()
      this.wait = facts.length > 0 ? idle.shortest : Math.min(this.wait * 2, idle.longest)
      while (facts.length > 0 && !this.stopped) {
        const last = facts[facts.length - 1]
        if (!last) break
        this.seen = last.seq
        this.lastAt = last.at
        this.onFacts(facts, this.seen)
        facts = facts.length === most ? await this.next() : []
      }
    } catch (error) {
      this.wait = idle.shortest
      this.log.warn({ err: error }, 'the tail could not read the journal')
    }
  }

  private async next(): Promise<Fact[]> {
    const since = this.lastAt && new Date(Date.parse(this.lastAt) - slack).toISOString()
    const facts = await readFacts(this.sql, this.seen, most, since)
    if (this.whole(facts)) return facts
    const head = await readHead(this.sql)
    if (head < this.seen) this.rewind(head)
    if (head === this.seen) return []
    const all = await readFacts(this.sql, this.seen, most)
    if (!this.whole(all)) this.log.error({ after: this.seen, head }, 'the journal has lost facts')
    return all
  }

  private rewind(head: number): void {
    this.log.error({ seen: this.seen, head }, 'the journal ends before what was already shown; all screens begin anew')
    this.seen = head
    this.lastAt = null
    this.onRewind(head)
  }

  private whole(facts: readonly Fact[]): boolean {
    const first = facts[0]
    const last = facts[facts.length - 1]
    return !!first && !!last && first.seq === this.seen + 1 && last.seq === this.seen + facts.length
  }
}
