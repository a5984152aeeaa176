import { isRace } from '../journal/journal.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'

const most = 200
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

  private async round(): Promise<void> {
    let due = await this.claim()
    this.lastRound = this.parts.now()
    while (due.length > 0) {
      await Promise.all(due.map((one) => this.fire(one)))
      due = due.length === most && !this.stopped ? await this.claim() : []
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

  private async fire(due: Due): Promise<void> {
    const handler = this.handlers[due.name]
    if (!handler) {
      this.parts.log.error({ timer: due.name }, 'a timer that nobody knows')
      return
    }
    const gone = { key: due.key, dueAt: due.dueAt }
    for (let i = 0; i < tries; i++) {
      const work = (await handler(this.parts, due, this.parts.now())) ?? { changes: [], reply: null, community: null, mode: 'real' }
      const command = systemCommand('timers', due.name, idFrom(due.key, due.dueAt), { ...work, timers: [...(work.timers ?? []), gone] })
      const answer = await this.parts.journal.commit(command)
      if (answer.ok || !isRace(answer)) return
    }
  }
}
