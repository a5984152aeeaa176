import { DateTime } from 'luxon'
import type { PromiseKind, WaitReason } from '#shared/orders.ts'
import type { Limit, ServicePromise, WorkCalendar } from '#shared/promises.ts'

/*
 * What an order's life is meant to be, said a second time and in other words than the server says it: the table of moves as text, time
 * counted by luxon day by day, and clocks as numbers. Times are epoch milliseconds.
 */

const minute = 60_000

const table = `
  reported    assign>assigned grab>accepted cancel>cancelled merge>merged
  assigned    assign>assigned accept>accepted decline>reported cancel>cancelled merge>merged
  accepted    assign>assigned decline>reported depart>on-the-way arrive>arrived wait>waiting finish>done cancel>cancelled merge>merged
  on-the-way  assign>assigned decline>reported arrive>arrived wait>waiting cancel>cancelled merge>merged
  arrived     assign>assigned wait>waiting finish>done cancel>cancelled merge>merged
  waiting     assign>assigned resume>accepted arrive>arrived finish>done cancel>cancelled merge>merged
  done        verify>verified close>closed reopen>reopened
  verified    close>closed reopen>reopened
  closed      call-back>called-back reopen>reopened
  called-back reopen>reopened
  reopened    assign>assigned grab>accepted cancel>cancelled merge>merged
  cancelled
  merged`
const moves = new Map(table.trim().split('\n').map((line) => {
  const [state = '', ...pairs] = line.trim().split(/\s+/)
  return [state, new Map(pairs.map((pair) => pair.split('>') as [string, string]))]
}))
export const leadsTo = (state: string, move: string): string | null => moves.get(state)?.get(move) ?? null

/** When `limit` ends that begins at `from`, walking the local days one by one. */
export function endOf({ unit, amount }: Limit, from: number, zone: string, calendar: WorkCalendar): number {
  if (unit === 'minutes') return from + amount * minute
  const worked = (day: DateTime) => calendar.workdays.includes(day.toISODate() ?? '') || (calendar.weekdays.includes(day.weekday) && !calendar.holidays.some((one) => one.day === day.toISODate()))
  const at = (day: DateTime, clock: string) => day.set({ hour: Number(clock.slice(0, 2)), minute: Number(clock.slice(3)) }).toMillis()
  let day = DateTime.fromMillis(from, { zone }).startOf('day')
  if (unit === 'working-minutes') {
    for (let left = amount * minute; ; day = day.plus({ days: 1 })) {
      const [opens, closes] = [Math.max(from, at(day, calendar.opensAt)), at(day, calendar.closesAt)]
      if (!worked(day) || opens >= closes) continue
      if (opens + left <= closes) return opens + left
      left -= closes - opens
    }
  }
  if (from >= at(day, calendar.closesAt)) day = day.plus({ days: 1 })
  const last = (one: DateTime) => one.plus({ days: 1 }).startOf('day').toMillis() - 1000
  if (unit === 'days') return last(day.plus({ days: amount }))
  for (let left = amount; ; day = day.plus({ days: 1 })) if (worked(day) && left-- === 0) return last(day)
}

export const kinds = ['respond', 'arrive', 'solution', 'finish', 'close', 'call-back'] as const satisfies PromiseKind[]
type Times = Partial<Record<PromiseKind, number>>
export type Doing = { move: string; now: number; said: number | null; reason?: WaitReason; until?: number; agreed?: number | null; row?: ServicePromise }

export class LifeModel {
  state = 'reported'
  due: Times = {}
  kept: Times = {}
  late: PromiseKind[] = []
  warned: PromiseKind[] = []
  wait: { since: number; until: number; paused: boolean } | null = null
  escalation = 0
  private row: ServicePromise
  private readonly zone: string
  private readonly calendar: WorkCalendar
  private readonly reported: number
  private opened: number
  private reopened = false
  private stood = 0
  private agreed: number | null = null
  private moved: number

  constructor(row: ServicePromise, zone: string, calendar: WorkCalendar, now: number) {
    this.row = row
    this.zone = zone
    this.calendar = calendar
    this.reported = now
    this.opened = this.moved = now
    this.promise(['respond', 'arrive', 'solution', 'finish', 'close'])
  }

  /** What will happen by itself: by the name of its timer, when. */
  timers(): Record<string, number> {
    const timers: Record<string, number> = {}
    for (const kind of this.open()) {
      const due = this.due[kind] ?? 0
      if (this.late.includes(kind) || this.still(kind)) continue
      timers[kind] = due
      if (!this.warned.includes(kind)) timers[`${kind}:warn`] = this.warnAt(kind, due)
    }
    const broken = this.open().filter((kind) => this.late.includes(kind) && !this.still(kind)).map((kind) => this.due[kind] ?? 0)
    const minutes = this.row.escalateAfter[this.escalation]
    if (broken.length > 0 && minutes !== undefined) timers.escalate = Math.min(...broken) + minutes * minute
    if (this.wait) timers.wait = this.wait.until
    return timers
  }

  /** A timer has fired. */
  fired(timer: string): void {
    const [kind, warn] = timer.split(':') as [PromiseKind, string | undefined]
    if (timer === 'escalate') this.escalation++
    else if (timer === 'wait') {
      this.endWait(this.wait?.until ?? 0)
      this.state = 'accepted'
    } else if (warn) this.warned.push(kind)
    else this.late.push(kind)
    this.calm()
  }

  /** False where it is not possible, and then nothing has changed. */
  act({ move, now, said, reason, until = 0, agreed = null, row }: Doing): boolean {
    const at = Math.max(this.moved, Math.min(now, said ?? now))
    const working = leadsTo(this.state, 'cancel') !== null
    if (move === 'solve' || move === 'correct') {
      if (!working) return false
      this.breakBefore(at)
      if (move === 'solve') {
        this.kept.solution ??= at
        if (agreed !== null) this.due.finish = this.agreed = agreed
      } else if (row) this.rebind(row)
      this.calm()
      return true
    }
    if (move === 'note') {
      if (this.state === 'merged') return false
      this.breakBefore(at)
      return true
    }
    const to = leadsTo(this.state, move)
    if (to === null) return false
    this.breakBefore(at)
    if (move === 'assign' || move === 'arrive' || move === 'finish' || move === 'resume') this.endWait(at)
    if (move === 'grab' || move === 'accept' || move === 'finish') this.kept.respond ??= at
    if (move === 'arrive') this.kept.arrive ??= at
    if (move === 'wait') this.wait = { since: at, until, paused: this.row.pauses.includes(reason ?? 'vendor') }
    if (move === 'finish') this.kept.finish = at
    if (move === 'close' || move === 'cancel' || move === 'merge') this.kept.close = at
    if (move === 'cancel' || move === 'merge') this.wait = null
    if (move === 'close' && this.row.limits.callBack) this.due['call-back'] = endOf(this.row.limits.callBack, at, this.zone, this.calendar)
    if (move === 'call-back') this.kept['call-back'] = at
    if (move === 'reopen') this.reopen(at)
    this.state = to
    this.moved = at
    this.calm()
    return true
  }

  /** To be finished and closed is promised anew; what the work overtook is promised no more. */
  private reopen(at: number): void {
    this.reopened = true
    this.opened = at
    this.stood = 0
    this.agreed = null
    for (const kind of ['finish', 'close', 'call-back'] as const) delete this.kept[kind]
    delete this.due['call-back']
    for (const kind of ['arrive', 'solution'] as const) if (this.kept[kind] === undefined) delete this.due[kind]
    this.promise(['finish', 'close'])
    this.warned = this.warned.filter((kind) => kind !== 'finish' && kind !== 'close' && kind !== 'call-back')
  }

  private rebind(row: ServicePromise): void {
    this.row = row
    const again = this.reopened ? (['finish', 'close'] as const) : (['respond', 'arrive', 'solution', 'finish', 'close'] as const)
    this.promise(again.filter((kind) => this.kept[kind] === undefined))
    if (this.agreed !== null) this.due.finish = this.agreed
  }

  private promise(which: readonly PromiseKind[]): void {
    const { respond, arrive, solution, finish, close } = this.row.limits
    const limits: Partial<Record<PromiseKind, Limit | null>> = { respond, arrive, solution, finish, close }
    for (const kind of which) {
      const limit = limits[kind]
      const from = kind === 'finish' || kind === 'close' ? this.opened : this.reported
      if (limit) this.due[kind] = endOf(limit, from, this.zone, this.calendar) + (kind === 'respond' ? 0 : this.stood)
      else delete this.due[kind]
    }
  }

  /** Promised, not kept, and still worth keeping. */
  private open(): PromiseKind[] {
    if (this.state === 'cancelled' || this.state === 'merged') return []
    const over = this.state === 'closed' || this.state === 'called-back'
    return kinds.filter((kind) => {
      if (this.due[kind] === undefined || this.kept[kind] !== undefined) return false
      if (kind === 'call-back') return this.state === 'closed'
      return kind === 'close' ? !over : !over && this.kept.finish === undefined
    })
  }

  private still(kind: PromiseKind): boolean {
    return this.wait !== null && this.wait.paused && kind !== 'respond' && !(kind === 'finish' && this.agreed !== null)
  }

  private warnAt(kind: PromiseKind, due: number): number {
    const start = kind === 'call-back' ? (this.kept.close ?? 0) : kind === 'finish' || kind === 'close' ? this.opened : this.reported
    const stood = kind === 'respond' || kind === 'call-back' || (kind === 'finish' && this.agreed !== null) ? 0 : this.stood
    return Math.trunc(Math.max(start, due - ((due - start - stood) * (100 - this.row.warnAt)) / 100))
  }

  private breakBefore(at: number): void {
    const more = this.wait ? this.wait.until - this.wait.since : 0
    for (const kind of this.open()) if (!this.late.includes(kind) && (this.due[kind] ?? 0) + (this.still(kind) ? more : 0) < at) this.late.push(kind)
  }

  private endWait(at: number): void {
    const { wait } = this
    if (wait) this.moved = Math.min(at, wait.until)
    if (wait?.paused) {
      const stood = Math.min(at, wait.until) - wait.since
      for (const kind of ['arrive', 'solution', 'finish', 'close'] as const) {
        const due = this.due[kind]
        if (due !== undefined && this.kept[kind] === undefined && this.still(kind)) this.due[kind] = due + stood
      }
      this.stood += stood
    }
    this.wait = null
  }

  private calm(): void {
    if (!this.open().some((kind) => this.late.includes(kind))) this.escalation = 0
  }
}
