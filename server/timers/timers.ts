import { isRace } from '../journal/journal.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'

const most = 1_000
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

  /** While some are carried out the next are claimed, so that thousands that are due at once follow each other without a pause. */
  private async round(): Promise<void> {
    let due = await this.claim()
    this.lastRound = this.parts.now()
    while (due.length > 0) {
      const [next] = await Promise.all([due.length === most && !this.stopped ? this.claim() : [], this.fireAll(due)])
      due = next
    }
  }

  /** Timers of one subject follow each other: at once, each would overtake the others and be decided again. */
  private async fireAll(due: readonly Due[]): Promise<void> {
    const bySubject = new Map<string, Due[]>()
    for (const one of due) bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one])
    await Promise.all([...bySubject.values()].map(async (own) => {
      for (const one of own) await this.fire(one)
    }))
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

  private async fire(due: Due): Promise<void> {
    const handler = this.handlers[due.name]
    if (!handler) {
      this.parts.log.error({ timer: due.name }, 'a timer that nobody knows')
      return
    }
    for (let i = 0; i < tries; i++) {
      const work = (await handler(this.parts, due, this.parts.now())) ?? { changes: [], reply: null, community: null, mode: 'real' }
      // The work may have its own word on this timer; two on one would keep its batch from going in together.
      const said = work.timers ?? []
      const timers = said.some(({ key }) => key === due.key) ? said : [...said, { key: due.key, dueAt: due.dueAt }]
      const command = systemCommand('timers', due.name, idFrom(due.key, due.dueAt), { ...work, timers })
      const answer = await this.parts.journal.commit(command)
      if (answer.ok || !isRace(answer)) return
    }
  }
}
