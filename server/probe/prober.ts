import { v7 } from 'uuid'
import { doorAddresses } from '#shared/paths.ts'
import type { Actor } from '#shared/facts.ts'
import type { OwnKey } from '../ingest/machine-key-store.ts'
import { idFrom } from '../journal/system.ts'
import type { AlarmSaid, SayAlarms } from '../live/handler.ts'
import type { Proof } from '../live/proof.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { isDue, isOverdue, isSlept, lookEvery, probeMessages, type Watched } from './probe-rules.ts'
import { oldestCommunity, type Place } from './probe-store.ts'

/** Milliseconds until the door has to have answered. */
const patience = 5_000
const firstAfter = 1_000

const by: Actor = { kind: 'system', id: 'probe', name: 'probe' }

/**
 * Sends a test alarm the whole way that a real one takes: by HTTP to this process's own door, through the journal and its tail to where
 * screens are served. Where none arrives any more, that is an alarm, said past the door.
 */
export class Prober {
  private readonly parts: Parts
  private readonly say: SayAlarms
  private readonly proof: Proof
  private readonly key: OwnKey
  private readonly every: number
  private readonly rounds: Rounds
  private base = ''
  private sent = 0
  private place: Place | null = null
  private watched: Watched
  /** Whether it stands as broken, as far as this process knows; null: it has not looked yet. */
  private broken: boolean | null = null

  /** `every`: milliseconds; 0: never. */
  constructor(parts: Parts, say: SayAlarms, proof: Proof, key: OwnKey, every: number) {
    this.parts = parts
    this.say = say
    this.proof = proof
    this.key = key
    this.every = every
    this.watched = { since: parts.now(), sentAt: null, lookedAt: null, provenAt: null }
    this.rounds = new Rounds(lookEvery(every), () => this.round(), parts.log, 'the way of alarms could not be tested')
  }

  /** `base`: where this process itself answers. */
  start(base: string): void {
    if (this.every === 0) return
    this.base = base
    this.watched = { ...this.watched, since: this.parts.now() }
    this.rounds.start(firstAfter)
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  async round(): Promise<void> {
    const now = this.parts.now()
    const before = { ...this.watched, provenAt: this.proof.at }
    const since = isSlept(before, this.every, now) ? now : before.since
    this.watched = { ...before, since, lookedAt: now }
    const community = await this.placed().catch((error: unknown) => {
      // The database is away: nothing could come through, and screens say so by themselves.
      this.watched = { ...this.watched, since: now }
      throw error
    })
    if (!community) return
    const overdue = isOverdue(this.watched, this.every, now)
    if (overdue !== this.broken && (overdue || this.proof.at !== null)) {
      await this.tell(community.id, overdue)
      this.broken = overdue
    }
    if (isDue(this.watched, this.every, now)) await this.send(community.code, now)
  }

  /** Asks the database every time, also where it could know. */
  private async placed(): Promise<Place | null> {
    if (this.place) await this.parts.sql`select 1`
    return (this.place ??= await oldestCommunity(this.parts.sql))
  }

  private async send(community: string, now: number): Promise<void> {
    this.watched = { ...this.watched, sentAt: now }
    const answer = await fetch(new URL(doorAddresses.alarms, this.base), {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(probeMessages(community, this.key.holder.id, ++this.sent)),
      signal: AbortSignal.timeout(patience),
    })
    if (answer.status !== 202) throw new Error(`the door answered ${answer.status}`)
  }

  /** One alarm of the installation, however many processes find it. */
  private async tell(community: string, broken: boolean): Promise<void> {
    const about = { community, device: null, kind: 'path.broken', severity: 'critical', text: '', at: null } as const
    const said: AlarmSaid = broken
      ? { ...about, id: idFrom('path.broken', this.key.holder.id, this.proof.at ?? this.watched.since), change: 'raised' }
      : { ...about, id: v7(), change: 'cleared' }
    await this.say(this.parts, [said], by)
  }
}
