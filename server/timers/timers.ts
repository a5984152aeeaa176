import type { Command, Work } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'

/** Claimed at once, and so many of those at the same time. */
const most = 500
const ahead = 3
const pause = 300
const tries = 5

type Due = { key: string; name: string; subject: string; dueAt: string }

/** Fires what is due. Any number of processes may run it: a row is claimed for 10 s, and it goes with the commit that it caused. */
export class Timers {
  private readonly parts: Parts
  private readonly handlers: Record<string, TimerHandler>
  private readonly rounds: Rounds
  private lastRound = 0
  private stopped = false

  constructor(parts: Parts, handlers: Record<string, TimerHandler>) {
    this.parts = parts
    this.handlers = handlers
    this.rounds = new Rounds(pause, () => this.round(), parts.log, 'timers could not be read')
  }

  /** Whether the last round that reached the database is recent. */
  fresh(now: number): boolean {
    return now - this.lastRound < 5_000
  }

  start(): void {
    this.rounds.start()
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.rounds.stop()
  }

  /** While some are carried out the next are claimed and decided, so that the database is never kept waiting when thousands are due at once. */
  private async round(): Promise<void> {
    const flying = new Set<Promise<void>>()
    let failure: unknown
    for (let claimed = most; claimed === most && !this.stopped && failure === undefined; ) {
      const due = await this.claim()
      this.lastRound = this.parts.now()
      claimed = due.length
      const fired = this.fireAll(due).catch((error: unknown) => void (failure ??= error)).finally(() => flying.delete(fired))
      flying.add(fired)
      if (flying.size >= ahead) await Promise.race(flying)
    }
    await Promise.all(flying)
    if (failure !== undefined) throw failure
  }

  /** Timers of one subject follow each other: at once, each would overtake the others and be decided again. */
  private async fireAll(due: readonly Due[]): Promise<void> {
    for (let left = due; left.length > 0; ) {
      const first = new Map(left.toReversed().map((one) => [one.subject, one]))
      const decided = await Promise.all([...first.values()].map(async (one) => ({ one, command: await this.decide(one) })))
      await Promise.all(decided.map(({ one, command }) => this.carryOut(one, command)))
      left = left.filter((one) => first.get(one.subject) !== one)
    }
  }

  private async claim(): Promise<Due[]> {
    const rows = await this.parts.sql<{ key: string; name: string; subject_id: string; due_at: string }[]>`
      update timer set claimed_until = now() + interval '10 seconds'
      where key in (
        select key from timer where due_at <= now() and (claimed_until is null or claimed_until < now())
        order by due_at limit ${most} for update skip locked)
      returning key, name, subject_id, due_at`
    return rows.map((row) => ({ key: row.key, name: row.name, subject: row.subject_id, dueAt: new Date(row.due_at).toISOString() }))
  }

  private async decide(due: Due): Promise<Command | null> {
    const handler = this.handlers[due.name]
    if (!handler) {
      this.parts.log.error({ timer: due.name }, 'a timer that nobody knows')
      return null
    }
    const wanted = await handler(this.parts, due, this.parts.now())
    const again = wanted && laterOnly(wanted, due)
    if (again) {
      // It stays claimed until then.
      await this.parts.sql`update timer set claimed_until = ${again} where key = ${due.key} and date_trunc('milliseconds', due_at) = ${due.dueAt}`
      return null
    }
    const work: Work = wanted ?? { changes: [], reply: null, community: null, mode: 'real' }
    // The work may have its own word on this timer; two on one would keep its batch from going in together.
    const said = work.timers ?? []
    const timers = said.some(({ key }) => key === due.key) ? said : [...said, { key: due.key, dueAt: due.dueAt }]
    return systemCommand('timers', due.name, idFrom(due.key, due.dueAt), { ...work, timers, reply: null })
  }

  private async carryOut(due: Due, command: Command | null): Promise<void> {
    let decided = command
    for (let i = 0; i < tries && decided; i++) {
      const answer = await this.parts.journal.commit(decided)
      if (answer.ok || !isRace(answer)) return
      decided = await this.decide(due)
    }
  }
}

/** When it is to be looked at again, where nothing else follows: of that neither the journal nor the audit has anything to say. */
function laterOnly({ changes, timers, outlet }: Work, { key }: Due): string | null {
  const [only] = timers?.length === 1 ? timers : []
  return changes.length === 0 && !outlet?.length && only?.key === key ? only.dueAt : null
}
