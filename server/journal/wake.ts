import type { Logger } from 'pino'
import { connect, type Sql } from '#db/client.ts'

const channel = 'watchfloor_journal'
const pause = 20

/**
 * Tells the other processes that there is something to read: at most every 20 ms and never inside a commit, because
 * NOTIFY serialises commits. It carries no data; a lost one costs a poll.
 */
export class Wake {
  private readonly sql: Sql
  private readonly log: Logger
  private readonly onWake: () => void
  private timer: NodeJS.Timeout | null = null

  constructor(url: string, log: Logger, onWake: () => void) {
    this.sql = connect(url, { max: 1, name: 'watchfloor-wake', role: 'watchfloor_app' })
    this.log = log
    this.onWake = onWake
  }

  async start(): Promise<void> {
    await this.sql.listen(channel, this.onWake, this.onWake)
  }

  /** This process has committed. */
  told(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      void this.sql`select pg_notify(${channel}, '')`.catch((error: unknown) => this.log.debug({ err: error }, 'no wake-up sent'))
    }, pause)
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    await this.sql.end({ timeout: 1 })
  }
}
