import { probe } from '#shared/alarms.ts'
import type { Fact } from '#shared/facts.ts'

/** That the whole way works: the newest fact of the installation's own test alarm that came to where screens are served. */
export class Proof {
  /** When that was committed, by the database's clock, epoch milliseconds; null: none came since this process began. */
  at: number | null = null

  take(facts: readonly Fact[]): void {
    for (const { mode, at } of facts) if (mode === probe) this.at = Math.max(this.at ?? 0, Date.parse(at))
  }
}
