import { pruneAudit } from './audit/chain-pruning.ts'
import type { HeadCopies } from './audit/head-copies.ts'
import type { Parts } from './parts.ts'
import { Rounds } from './rounds.ts'

const every = 3_600_000
/** Not at the start itself, which has enough to do. */
const soon = 60_000
const day = 86_400_000
const positionDays = 30
const factDays = 400
/** Days for which a signed message is known again. */
const signedDays = 7
/** Days for which partitions are made ahead; rows of a day without one go to the default partition and are kept just the same. */
const ahead = 7

/** The database, and what keeps a copy of each pruning of the audit. */
type Copying = { url: string; copies: HeadCopies }

/** Hourly: partitions for the days to come, and away with what has served its time. */
export class Upkeep {
  private readonly parts: Parts
  private readonly auditDays: number
  private readonly rounds: Rounds
  private readonly pruning: Rounds | null
  private stopped = false

  /** `auditDays`: for how long lines of the audit are kept; the database refuses less than 183. Without `copying` none is pruned. */
  constructor(parts: Parts, auditDays = 400, copying: Copying | null = null) {
    this.parts = parts
    this.auditDays = auditDays
    this.pruning = copying && new Rounds(every, () => this.pruneAudit(copying), parts.log, 'the audit could not be pruned')
    this.rounds = new Rounds(every, () => this.round(), parts.log, 'upkeep failed')
  }

  async start(): Promise<void> {
    await this.round()
    this.rounds.start()
    this.pruning?.start(soon)
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all([this.rounds.stop(), this.pruning?.stop()])
  }

  private async pruneAudit({ url, copies }: Copying): Promise<void> {
    await pruneAudit(url, this.auditDays, (anchor) => copies.anchor(anchor), () => !this.stopped)
  }

  private async round(): Promise<void> {
    const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
    const now = this.parts.now()
    await this.parts.sql`select make_partitions(${utcDay(now - day)}::date, ${utcDay(now + ahead * day)}::date)`
    await this.parts.sql`select drop_old_positions(${positionDays})`
    await this.parts.sql`select prune(${factDays})`
    await this.parts.sql`delete from signed_message where at < ${utcDay(now - signedDays * day)}::date`
  }
}
