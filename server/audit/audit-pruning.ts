import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { pruneAudit } from './chain-pruning.ts'
import type { HeadCopies } from './head-copies.ts'

const every = 3_600_000
/** Not at the start itself, which has enough to do. */
const soon = 60_000

/** Hourly: away with lines of the audit that have served their time, each cut copied out before it counts. */
export class AuditPruning {
  private readonly rounds: Rounds
  private stopped = false

  /** `days`: for how long lines are kept; the database refuses less than 183. */
  constructor(parts: Pick<Parts, 'log'>, url: string, days: number, copies: HeadCopies) {
    const prune = async (): Promise<void> => void (await pruneAudit(url, days, (anchor) => copies.anchor(anchor), () => !this.stopped))
    this.rounds = new Rounds(every, prune, parts.log, 'the audit could not be pruned')
  }

  start(): void {
    this.rounds.start(soon)
  }

  stop(): Promise<void> {
    this.stopped = true
    return this.rounds.stop()
  }
}
