import { setTimeout as sleep } from 'node:timers/promises'
import { DoorLimit } from '../ingest/door-limit.ts'
import type { MachineKeys } from '../ingest/machine-key-store.ts'
import { hashOf, isSecret } from '../ingest/key-secret.ts'
import type { KeyHolder } from '../live/handler.ts'

/** Wrong sign-ins from one address that are answered at once; beyond that whoever is not known here waits. Nobody is shut out by a neighbour. */
const wrongRate = { perSecond: 2, burst: 30 }
const penalty = 1_000
const mostKnown = 20_000

/** The key of a device is its user name, as ThingsBoard has it, or its password. */
export class MqttSignIn {
  private readonly keys: MachineKeys
  private readonly wrong = new DoorLimit(wrongRate)
  private readonly known = new Set<string>()

  constructor(keys: MachineKeys) {
    this.keys = keys
  }

  /**
   * Null where no key opens. One whose messages must be signed opens nothing here: it would travel. Throws where the database is away.
   */
  async holderOf(given: readonly string[], address: string): Promise<KeyHolder | null> {
    const secret = given.find(isSecret)
    if (secret === undefined) return null
    const [now, hash] = [performance.now(), hashOf(secret)]
    this.wrong.take(address, 0, now)
    if (!this.known.has(hash) && this.wrong.wait(address) > 0) await sleep(penalty)
    const holder = await this.keys.holderOf(secret)
    const opens = holder !== null && !holder.signed && (holder.doors.includes('telemetry') || holder.doors.includes('alarms'))
    if (opens) this.remember(hash)
    else {
      this.known.delete(hash)
      this.wrong.take(address, 1, now)
    }
    return opens ? holder : null
  }

  private remember(hash: string): void {
    if (this.known.size >= mostKnown) this.known.clear()
    this.known.add(hash)
  }
}
