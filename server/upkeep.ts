import type { Parts } from './parts.ts'
import { Rounds } from './rounds.ts'

const every = 3_600_000
const day = 86_400_000
const positionDays = 30
const factDays = 400
const readingDays = 100
/** Days for which a signed message is known again. */
const signedDays = 7
/** Days for which what could not be read is kept. */
const quarantineDays = 30
/** Days for which the phone of a message is kept, and what a receiver of webhooks was sent. */
const phoneDays = 7
const sentDays = 30
/** Days for which partitions are made ahead; rows of a day without one go to the default partition and are kept just the same. */
const ahead = 7

/** Hourly: partitions for the days to come, and away with what has served its time. */
export class Upkeep {
  private readonly parts: Parts
  private readonly rounds: Rounds

  constructor(parts: Parts) {
    this.parts = parts
    this.rounds = new Rounds(every, () => this.round(), parts.log, 'upkeep failed')
  }

  async start(): Promise<void> {
    await this.round()
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  private async round(): Promise<void> {
    const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
    const now = this.parts.now()
    await this.parts.sql`select make_partitions(${utcDay(now - day)}::date, ${utcDay(now + ahead * day)}::date)`
    await this.parts.sql`select drop_old_positions(${positionDays})`
    await this.parts.sql`select drop_old_readings(${readingDays})`
    await this.parts.sql`select prune(${factDays})`
    // What was handed in and put to no order; looked for no further back than a machine may have stood still.
    await this.parts.sql`
      delete from photo where at < ${new Date(now - day).toISOString()} and at > ${new Date(now - 60 * day).toISOString()}
        and not exists (select from order_photo where order_photo.id = photo.id)`
    await this.parts.sql`select tidy_outlet(${phoneDays}, ${sentDays})`
    await this.parts.sql`delete from quarantine where at < ${new Date(now - quarantineDays * day).toISOString()}`
    await this.parts.sql`delete from signed_message where at < ${utcDay(now - signedDays * day)}::date`
  }
}
