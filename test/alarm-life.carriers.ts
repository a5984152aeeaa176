import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { alarmChatter, alarms } from '#db/schema/alarms.ts'
import { alarmClockKinds, isActive, type Alarm } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import type { AlarmStep, Chatter, Later } from '#server/alarms/alarm-step.ts'
import { alarmTimers } from '#server/alarms/alarm-timers.ts'
import { workOf } from '#server/alarms/alarm-work.ts'
import { decideRelease, decideRemove, decideSuppress } from '#server/alarms/aside-rules.ts'
import { decideSettle } from '#server/alarms/chatter-rules.ts'
import { decideEscalate, decideLate } from '#server/alarms/clock-rules.ts'
import { owningCommands } from '#server/alarms/owning-commands.ts'
import { decideSaid } from '#server/alarms/raise-rules.ts'
import { decideAcknowledge, decideComment, decideOwn, decideReset } from '#server/alarms/seen-rules.ts'
import { shelvingCommands } from '#server/alarms/shelving-commands.ts'
import { decideAgree, decideShelve, decideShelvingOver, decideUnshelve, decideWishOver } from '#server/alarms/shelving-rules.ts'
import { isRace } from '#server/journal/journal.ts'
import { idFrom, systemCommand } from '#server/journal/system.ts'
import type { TimerChange } from '#server/journal/change.ts'
import { Refusal } from '#server/refusal.ts'
import { carryOut, type Features } from './features.ts'
import type { AlarmModel, Doing, Kind } from './alarm-life.model.ts'

/** What can be seen of an alarm, and of the model, so that one can be compared with the other. */
export type Seen = ReturnType<typeof meant>

export const meant = (model: AlarmModel) => ({
  rows: model.rows, state: model.state as string, holds: model.holds, count: model.count, chattering: model.chattering, ack: model.ack as string | null,
  owner: model.owner as string | null, fleeting: model.fleeting, level: model.level, until: model.state === 'shelved' ? model.until : null,
  wish: (model.wish?.who ?? null) as string | null, clocks: alarmClockKinds.map((kind) => model.clocks[kind] ?? null),
})

export const seen = (rows: number, alarm: Alarm | null, chatter: Chatter | null): Seen => {
  const clockOf = (kind: string) => {
    const clock = alarm?.clocks?.find((one) => one.kind === kind)
    return clock ? { by: Date.parse(clock.by), kept: clock.kept && Date.parse(clock.kept), late: clock.late } : null
  }
  return {
    rows, state: alarm?.state ?? 'normal', holds: alarm ? isActive(alarm) : false, count: (alarm?.count ?? 0) + (chatter?.count ?? 0), chattering: Boolean(alarm?.chatteringSince),
    ack: alarm?.acknowledgedBy ?? null, owner: alarm?.owner?.id ?? null, fleeting: alarm?.fleeting ?? 0, level: alarm?.escalation ?? 0,
    until: alarm?.shelving ? Date.parse(alarm.shelving.until) : null, wish: alarm?.shelvingAsked?.by.id ?? null,
    clocks: alarmClockKinds.map((kind) => clockOf(kind) as ReturnType<typeof meant>['clocks'][number]),
  }
}

export type Carrier = { act(doing: Doing): Promise<boolean> | boolean; look(): Promise<Seen> | Seen }

export const deciders = {
  said: decideSaid, acknowledge: decideAcknowledge, own: decideOwn, comment: decideComment, reset: decideReset, shelve: decideShelve, agree: decideAgree, unshelve: decideUnshelve,
  suppress: decideSuppress, remove: decideRemove, release: decideRelease, shelvingOver: decideShelvingOver, wishOver: decideWishOver, late: decideLate, escalate: decideEscalate, settle: decideSettle,
}
export type Deciders = typeof deciders

const iso = (at: number): string => new Date(at).toISOString()
const source = { community: randomUUID(), device: null }
const cause = { alarm: randomUUID(), tie: 'power' as const, name: null }
const window = randomUUID()

/** One alarm with its timers, carried by the server's own deciders; nothing but memory around them. */
export class InMemory implements Carrier {
  now: number
  alarm: Alarm | null = null
  readonly steps: AlarmStep[] = []
  private chatter: Chatter | null = null
  private rows = 0
  private aside: { cause: typeof cause | null; window: string | null } = { cause: null, window: null }
  private readonly timers = new Map<string, { name: string; subject: string; dueAt: number }>()
  private readonly kind: Kind
  private readonly responses: AlarmResponse[]
  private readonly decide: Deciders

  constructor(kind: Kind, responses: AlarmResponse[], now: number, decide: Deciders) {
    this.kind = kind
    this.responses = responses
    this.now = now
    this.decide = decide
  }

  look(): Seen {
    return seen(this.rows, this.alarm, this.chatter)
  }

  act(doing: Doing): boolean {
    if (doing.what === 'wait') return this.wait(this.now + doing.ms)
    if (doing.what === 'dead') this.aside = { ...this.aside, cause: doing.on ? cause : null }
    else if (doing.what === 'worked') this.aside = { ...this.aside, window: doing.on ? window : null }
    else if (doing.what === 'raise' || doing.what === 'clear') this.say(doing.what)
    else return this.move(doing)
    return true
  }

  private say(what: 'raise' | 'clear'): void {
    const held = this.alarm && { alarm: this.alarm, chatter: this.chatter }
    const said = { kind: this.kind.kind, severity: 'major' as const, change: what === 'raise' ? ('raised' as const) : ('cleared' as const), text: '', at: null }
    this.take(this.decide.said(held, said, { now: this.now, responses: this.responses, source, id: randomUUID(), aside: this.aside }))
  }

  private move(doing: Doing): boolean {
    const { alarm, decide } = this
    if (!alarm) return false
    const who = { id: 'who' in doing ? doing.who : 'li', name: 'who' in doing ? doing.who : 'li', at: iso(this.now) }
    const { version } = alarm
    const ground = { now: this.now, responses: this.responses }
    const moves: Record<string, () => AlarmStep | null> = {
      acknowledge: () => decide.acknowledge(alarm, { version, note: '' }, who),
      own: () => decide.own(alarm, { version, note: '' }, who),
      comment: () => decide.comment(alarm, { version, note: 'x' }),
      reset: () => decide.reset(alarm, { version, note: '' }),
      shelve: () => decide.shelve(alarm, { version, reason: 'x', until: iso(this.now + ('hours' in doing ? doing.hours : 1) * 3_600_000) }, who),
      agree: () => decide.agree(alarm, { version }, who),
      unshelve: () => decide.unshelve(alarm, { version, reason: '' }, ground),
      suppress: () => decide.suppress(alarm, cause),
      remove: () => decide.remove(alarm, window),
      release: () => decide.release(alarm, ground),
    }
    try {
      const step = moves[doing.what]?.() ?? null
      this.take(step)
      return step !== null
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  private wait(to: number): boolean {
    for (;;) {
      const [next] = [...this.timers].sort(([, a], [, b]) => a.dueAt - b.dueAt)
      if (!next || next[1].dueAt > to) break
      const [key, { name, subject, dueAt }] = next
      this.timers.delete(key)
      this.now = Math.max(this.now, dueAt)
      // Of the alarm before there is nothing left to do.
      const decided = subject === this.alarm?.id ? this.fire(name, dueAt) : null
      if (decided && 'later' in decided) this.arm(decided.later)
      else this.take(decided)
    }
    this.now = to
    return true
  }

  private fire(name: string, dueAt: number): AlarmStep | Later | null {
    const { alarm, chatter, decide, now } = this
    if (!alarm) return null
    const ground = { now, responses: this.responses }
    const decisions: Record<string, () => AlarmStep | Later | null> = {
      'alarm.late': () => decide.late(alarm, now),
      'alarm.escalate': () => decide.escalate(alarm, ground, dueAt),
      'alarm.shelving-over': () => decide.shelvingOver(alarm, ground),
      'alarm.wish-over': () => decide.wishOver(alarm, now),
      'alarm.settle': () => chatter && decide.settle(alarm, chatter, now),
    }
    const decision = decisions[name]
    if (!decision) throw new Error(`nobody knows ${name}`)
    return decision()
  }

  private take(step: AlarmStep | null): void {
    if (!step) return
    if (step.fact) {
      this.steps.push(step)
      if (step.alarm.id !== this.alarm?.id) [this.rows, this.chatter] = [this.rows + 1, null]
      this.alarm = step.alarm
    }
    this.chatter = step.chatter ?? this.chatter
    this.arm(step.timers ?? [])
  }

  private arm(timers: readonly TimerChange[]): void {
    for (const timer of timers) if ('name' in timer) this.timers.set(timer.key, { name: timer.name, subject: timer.subject, dueAt: Date.parse(timer.dueAt) })
  }
}

/** The same in a real database, by what the doors and the commands call; its clock is ours, and its timers fire when that says so. */
export class InDatabase implements Carrier {
  private now: number
  private readonly on: Features
  private readonly kind: string
  private readonly subject = randomUUID()

  constructor(on: Features, kind: string, now: number) {
    this.now = now
    this.on = on
    this.kind = kind
  }

  private get parts() {
    return { ...this.on.parts, now: () => this.now }
  }

  private get device(): string {
    return this.on.world.a.machines[0]?.id ?? ''
  }

  async alarms(): Promise<Alarm[]> {
    return this.on.parts.db.select().from(alarms).where(and(eq(alarms.device, this.device), eq(alarms.kind, this.kind), eq(alarms.subject, this.subject))).orderBy(desc(alarms.raisedAt))
  }

  async look(): Promise<Seen> {
    const [[alarm = null, ...past]] = [await this.alarms()]
    const [chatter = null] = alarm ? await this.on.parts.db.select().from(alarmChatter).where(eq(alarmChatter.id, alarm.id)) : []
    return seen(alarm ? past.length + 1 : 0, alarm, chatter)
  }

  async act(doing: Doing): Promise<boolean> {
    if (doing.what === 'wait') return this.wait(this.now + doing.ms)
    if (doing.what === 'raise' || doing.what === 'clear') {
      const change = doing.what === 'raise' ? ('raised' as const) : ('cleared' as const)
      const said = { id: randomUUID(), community: this.on.world.a.id, device: this.device, kind: this.kind, severity: 'major' as const, change, subject: this.subject, text: '', at: null }
      const [answer] = await sayAlarms(this.parts, [said], { kind: 'system', id: 'test', name: 'test' })
      return answer?.ok ?? false
    }
    const [alarm] = await this.alarms()
    return alarm ? this.move(alarm, doing) : false
  }

  private async move(alarm: Alarm, doing: Doing): Promise<boolean> {
    const who = 'who' in doing ? doing.who : 'li'
    const as = { parts: this.parts, caller: { ...this.on.caller, actor: { kind: 'person' as const, id: who, name: who } } }
    const { id, version } = alarm
    const aside = { suppress: () => decideSuppress(alarm, cause), remove: () => decideRemove(alarm, window), release: async () => decideRelease(alarm, { now: this.now, responses: await responsesOf(this.on) }) }
    try {
      switch (doing.what) {
        case 'acknowledge':
          await carryOut(as, alarmCommands, 'alarm.acknowledge', { version }, id)
          return true
        case 'own':
        case 'reset':
          await carryOut(as, owningCommands, `alarm.${doing.what}`, { version }, id)
          return true
        case 'comment':
          await carryOut(as, owningCommands, 'alarm.comment', { version, note: 'x' }, id)
          return true
        case 'shelve':
          await carryOut(as, shelvingCommands, 'alarm.shelve', { version, reason: 'x', until: iso(this.now + doing.hours * 3_600_000) }, id)
          return true
        case 'agree':
          await carryOut(as, shelvingCommands, 'alarm.agree-shelving', { version }, id)
          return true
        case 'unshelve':
          await carryOut(as, shelvingCommands, 'alarm.unshelve', { version }, id)
          return true
        case 'suppress':
        case 'remove':
        case 'release': {
          const step = await aside[doing.what]()
          if (!step) return false
          const answer = await this.on.parts.journal.commit(systemCommand('test', doing.what, randomUUID(), workOf(step)))
          if (!answer.ok) throw new Error(answer.message)
          return true
        }
        default:
          throw new Error(`nobody can ${doing.what}`)
      }
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  private async wait(to: number): Promise<boolean> {
    for (;;) {
      const [due] = await this.on.parts.sql<{ key: string; name: string; subject: string; at: string }[]>`
        select key, t.name, subject_id as subject, due_at as at from timer t join alarm a on a.id = t.subject_id
        where a.subject = ${this.subject} and due_at <= ${iso(to)}::timestamptz order by due_at limit 1`
      if (!due) break
      const timer = { ...due, dueAt: iso(Date.parse(due.at)) }
      this.now = Math.max(this.now, Date.parse(due.at))
      const work = (await alarmTimers[due.name]?.(this.parts, timer, this.now)) ?? { changes: [], reply: null, community: null, mode: 'real' }
      const said = work.timers ?? []
      const timers = said.some(({ key }) => key === due.key) ? said : [...said, { key: due.key, dueAt: timer.dueAt }]
      const answer = await this.on.parts.journal.commit(systemCommand('timers', due.name, idFrom(due.key, timer.dueAt, randomUUID()), { ...work, timers }))
      if (!answer.ok && !isRace(answer)) throw new Error(answer.message)
    }
    this.now = to
    return true
  }
}

const responsesOf = async (on: Features): Promise<AlarmResponse[]> => {
  const { readResponses } = await import('#server/alarms/response-book.ts')
  return [...(await readResponses(on.parts.sql))]
}
