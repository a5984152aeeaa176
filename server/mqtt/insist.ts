import { setTimeout as sleep } from 'node:timers/promises'
import { TooFast } from '../ingest/telemetry-take.ts'
import { isOutage } from '../outage.ts'

/** For so long a message waits for the database, or for its turn, before its connection is ended; milliseconds. */
const patience = 10_000
const pause = 500

/**
 * Tries again while the database is away or the key is too fast: until then the client sends nothing more, which is what it should do.
 * `over`: nobody waits for it any more. Throws what the last try did.
 */
export async function insist<T>(attempt: () => Promise<T>, over: () => boolean): Promise<T> {
  const until = performance.now() + patience
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const wait = error instanceof TooFast ? Math.max(50, error.seconds * 1_000) : pause
      if (!isOutage(error) || over() || performance.now() + wait > until) throw error
      await sleep(wait)
    }
  }
}
