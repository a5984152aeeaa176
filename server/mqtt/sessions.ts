import type { Client } from 'aedes'
import type { DeviceCall, KeyHolder } from '../live/handler.ts'
import type { Topic } from './topics.ts'

/** One connection that is signed in: as whom it listens, and for which devices of others it has spoken. */
export type Session = { client: Client; holder: KeyHolder; listens: Set<'device' | 'gateway'>; speaksFor: Set<string> }

/** Devices for which one connection is known to speak. */
const mostSpokenFor = 20_000

/** Who is connected, and through whom a device is reached. */
export class Sessions {
  private readonly held = new Map<Client, Session>()

  get size(): number {
    return this.held.size
  }

  open(client: Client, holder: KeyHolder): void {
    this.held.set(client, { client, holder, listens: new Set(), speaksFor: new Set() })
  }

  close(client: Client): Session | null {
    const session = this.held.get(client) ?? null
    this.held.delete(client)
    return session
  }

  of(client: Client): Session | null {
    return this.held.get(client) ?? null
  }

  /** Ids of the keys by which somebody is here. */
  keys(): string[] {
    return [...new Set([...this.held.values()].map(({ holder }) => holder.id))]
  }

  /** Closes what came by a key that is not among `valid`. */
  closeOthers(valid: ReadonlySet<string>, asked: ReadonlySet<string>): number {
    const over = [...this.held.values()].filter(({ holder }) => asked.has(holder.id) && !valid.has(holder.id))
    for (const { client } of over) client.close()
    return over.length
  }

  /** A gateway's message that was taken whole says for whom it speaks from now on. */
  heard({ holder, speaksFor }: Session, { what, form, community }: Topic, payload: Buffer): void {
    if (form !== 'gateway' || what === 'alarms' || what === 'answer') return
    const body = JSON.parse(payload.toString('utf8')) as Record<string, unknown>
    const codes = what === 'telemetry' || what === 'attributes' ? Object.keys(body) : [String(body.device)]
    for (const code of codes) {
      const key = spokenKey(holder.community ?? community ?? '', code)
      if (what === 'disconnect') speaksFor.delete(key)
      else if (speaksFor.size < mostSpokenFor) speaksFor.add(key)
    }
  }

  /** The newest connection that listens: the device's own before one that speaks for it. */
  reaching({ device, code, community, communityCode }: DeviceCall): { session: Session; as: 'device' | 'gateway' } | null {
    const newest = [...this.held.values()].toReversed()
    const own = newest.find(({ holder, listens }) => holder.device === device && listens.has('device'))
    if (own) return { session: own, as: 'device' }
    const names = [spokenKey(community, code), spokenKey(communityCode, code)]
    const other = newest.find(({ listens, speaksFor }) => listens.has('gateway') && names.some((name) => speaksFor.has(name)))
    return other ? { session: other, as: 'gateway' } : null
  }
}

/** A unit separator can be in no code. */
const spokenKey = (community: string, code: string): string => `${community}\u001f${code}`
