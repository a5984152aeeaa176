import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/facts.ts'
import type { RuleTest, ValueRule } from '#shared/rules.ts'
import { Unanswered } from '../journal/journal.ts'
import { GatheredWork } from '../live/gathered-work.ts'
import type { AlarmSaid, KeptReading, SayAlarms } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { dueAt, judgeClock, judgeValue, type Judged, type Measured, type RuleChange, type RuleState } from './judge-rules.ts'
import { alarmText, markOf, rulesFor, type JudgedDevice } from './rule-rules.ts'
import { dropStates, pairKey, readStates, strikeOut, writeStates, type Held, type Moved, type Pair, type Unsaid } from './rule-state-store.ts'
import { forgetRules, judgedDevices, rulesInForce } from './rule-store.ts'

/** Values to be judged by one rule, oldest first; none: it is the clock that strikes. */
type Task = { rule: ValueRule; device: JudgedDevice; values: Measured[] }
type Decided = Moved & { rule: string; version: number; test: RuleTest; community: string; /** It moved nothing. */ idle: boolean }

/** Values after which a batch is full. */
const most = 4_000
/** Each try loses only to another process that won, so this many means something else is wrong. */
const tries = 20
/** What was stored and not struck out is said again after this, and whether what stands still holds is looked at every so often. Milliseconds. */
const [again, lookedAt] = [5_000, 600_000]

const by: Actor = { kind: 'system', id: 'rules', name: 'rules' }

/**
 * Judges values as they come, in one batch at a time. A rule's state is stored together with what follows from it, and only then said:
 * whoever loses a race, or comes after a crash, finds what is still to be said and says the same again, which does nothing twice.
 */
export class RuleJudging {
  private readonly parts: Parts
  private readonly say: SayAlarms
  private readonly gathered: GatheredWork<Task>

  constructor(parts: Parts, say: SayAlarms) {
    this.parts = parts
    this.say = say
    this.gathered = new GatheredWork(most, (tasks) => this.work(tasks))
  }

  /** Resolves when what follows is committed. Throws `Unanswered`. */
  async judge(kept: readonly KeptReading[]): Promise<void> {
    const book = [...(await rulesInForce(this.parts)).values()]
    const keys = new Set(book.map(({ key }) => key))
    const tested = kept.filter(({ values }) => values.some(([key]) => keys.has(key)))
    if (tested.length === 0) return
    const devices = await judgedDevices(this.parts, [...new Set(tested.map(({ device }) => device))])
    const tasks = tested.flatMap(({ device: id, at, receivedAt, late, values }): Task[] => {
      const device = devices.get(id)
      if (!device) return []
      const asked = new Map(values)
      return rulesFor(book.filter(({ key }) => asked.has(key)), device).flatMap((rule) => {
        const value = asked.get(rule.key)
        return value === undefined ? [] : [{ rule, device, values: [{ at, receivedAt, late, value }] }]
      })
    })
    if (tasks.length > 0) await this.gathered.do(tasks)
  }

  /** Looks at what fell due, and at states whose rule no longer holds for their device: their alarms are over. */
  async look(pairs: readonly Pair[]): Promise<void> {
    const book = await rulesInForce(this.parts)
    const devices = await judgedDevices(this.parts, [...new Set(pairs.map(({ device }) => device))])
    const [tasks, gone]: [Task[], Pair[]] = [[], []]
    for (const pair of pairs) {
      const [rule, device] = [book.get(pair.rule), devices.get(pair.device)]
      if (rule && device && rulesFor([...book.values()], device).includes(rule)) tasks.push({ rule, device, values: [] })
      else gone.push(pair)
    }
    await Promise.all([tasks.length > 0 ? this.gathered.do(tasks) : null, this.over(gone)])
  }

  private async work(tasks: Task[]): Promise<void> {
    let left = merged(tasks)
    const stored: Decided[] = []
    for (let i = 0; i < tries && left.length > 0; i++) {
      if (i > 0) left = await this.again(left)
      const states = await readStates(this.parts.sql, left.map(pairOf))
      const tried = left.map((task) => ({ task, one: decide(task, states.get(pairKey(pairOf(task))) ?? null, this.parts.now()) }))
      const written = await writeStates(this.parts.sql, tried.flatMap(({ one }) => (one && !one.idle ? [one] : [])))
      const isDone = (one: Decided): boolean => one.idle || written.has(pairKey(one))
      stored.push(...tried.flatMap(({ one }) => (one && isDone(one) ? [one] : [])))
      left = tried.flatMap(({ task, one }) => (one && !isDone(one) ? [task] : []))
    }
    if (left.length > 0) throw new Unanswered('rules lost every race')
    await this.tell(stored)
  }

  /** What lost a race, perhaps because its rule has been changed: by the rules that there are now. */
  private async again(left: readonly Task[]): Promise<Task[]> {
    forgetRules(this.parts.sql)
    const book = await rulesInForce(this.parts)
    return left.flatMap((task) => {
      const rule = book.get(task.rule.id)
      return rule ? [{ ...task, rule }] : []
    })
  }

  private async tell(stored: readonly Decided[]): Promise<void> {
    const telling = stored.filter(({ after }) => after.unsaid.length > 0)
    if (telling.length === 0) return
    await this.sayAll(telling.map((one) => ({ ...one, unsaid: one.after.unsaid })))
    await strikeOut(this.parts.sql, telling.map((one) => struck(one, this.parts.now())))
  }

  private async over(gone: readonly Pair[]): Promise<void> {
    if (gone.length === 0) return
    const [states, communities] = await Promise.all([readStates(this.parts.sql, gone), this.communitiesOf(gone)])
    const ended = gone.flatMap((pair) => {
      const before = states.get(pairKey(pair))
      return before ? [{ ...pair, before, community: communities.get(pair.device) ?? null }] : []
    })
    await this.sayAll(ended.flatMap(({ community, before, ...pair }) => (community === null ? [] : [{ ...pair, community, unsaid: [...before.unsaid, ...cleared(before, this.parts.now())] }])))
    await dropStates(this.parts.sql, ended)
  }

  private async communitiesOf(pairs: readonly Pair[]): Promise<Map<string, string>> {
    const rows = await this.parts.sql<{ id: string; community: string }[]>`select id, community_id as community from device where id = any(${pairs.map(({ device }) => device)}::uuid[])`
    return new Map(rows.map(({ id, community }) => [id, community]))
  }

  /** One alarm may be of several rules: it is over when none of them holds it up any more. */
  private async sayAll(telling: readonly (Pair & { community: string; unsaid: Unsaid[] })[]): Promise<void> {
    const held = await this.heldUp(telling)
    const said = telling.flatMap(({ device, community, rule, unsaid }) =>
      unsaid.flatMap((one): AlarmSaid[] => {
        const others = one.change === 'cleared' && held.some((other) => other.device === device && other.kind === one.kind && other.rule !== rule)
        return others ? [] : [{ id: one.id, community, device, kind: one.kind, severity: one.severity, change: one.change, text: one.text, at: one.at }]
      }),
    )
    if (said.length === 0) return
    const answers = await this.say(this.parts, said, by)
    answers.forEach((answer, at) => {
      if (!answer.ok) this.parts.log.warn({ fault: answer.fault, said: said[at]?.id }, 'an alarm of a rule was refused')
    })
  }

  /** Rules by which an alarm stands that another of them says is over. */
  private async heldUp(telling: readonly (Pair & { unsaid: Unsaid[] })[]): Promise<(Pair & { kind: string })[]> {
    const ending = telling.filter(({ unsaid }) => unsaid.some(({ change }) => change === 'cleared'))
    if (ending.length === 0) return []
    const book = [...(await rulesInForce(this.parts)).values()]
    const pairs = ending.flatMap(({ device, rule, unsaid }) => book.filter((other) => other.id !== rule && unsaid.some(({ kind }) => kind === other.alarm)).map((other) => ({ rule: other.id, device })))
    if (pairs.length === 0) return []
    const states = await readStates(this.parts.sql, pairs)
    return pairs.flatMap((pair) => {
      const state = states.get(pairKey(pair))
      return state?.state.standing ? [{ ...pair, kind: state.kind }] : []
    })
  }
}

const pairOf = ({ rule, device }: Task): Pair => ({ rule: rule.id, device: device.id })

/** One task for each rule and device, its values in the order in which they came, those that came at once by their own time. */
function merged(tasks: readonly Task[]): Task[] {
  const byPair = new Map<string, Task>()
  for (const task of tasks) {
    const key = pairKey(pairOf(task))
    const known = byPair.get(key)
    if (known) known.values.push(...task.values)
    else byPair.set(key, { ...task, values: [...task.values] })
  }
  for (const { values } of byPair.values()) values.sort((a, b) => a.receivedAt - b.receivedAt || a.at - b.at)
  return [...byPair.values()]
}

/** Null where there is nothing to go on. */
function decide({ rule, device, values }: Task, before: Held | null, now: number): Decided | null {
  const of = markOf(rule)
  const from = before && (before.of === of ? before.state : anew(before.state))
  const judged = judgeAll(rule.test, from, values, now)
  if (!judged) return null
  const { state, changes } = judged
  const unsaid = [...(before?.unsaid ?? []), ...(before && before.of !== of ? cleared(before, now) : []), ...changes.map((one) => unsaidOf(rule, one))]
  const after: Held = { of, kind: rule.alarm, severity: rule.severity, state, unsaid }
  const idle = values.length > 0 && state === before?.state && changes.length === 0
  return { rule: rule.id, device: device.id, version: rule.version, test: rule.test, community: device.community, before, after, dueAt: nextLook(rule.test, after, now), idle }
}

/** What is left of a state when its rule is another one: when it was heard and what it was. */
const anew = (state: RuleState): RuleState => ({ ...state, standing: false, since: null, times: [] })

function judgeAll(test: RuleTest, from: RuleState | null, values: readonly Measured[], now: number): Judged | null {
  if (values.length === 0) return from && judgeClock(test, from, now)
  let state = from
  const changes: RuleChange[] = []
  for (const value of values) {
    const judged = judgeValue(test, state, value)
    state = judged.state
    changes.push(...judged.changes)
  }
  return state && { state, changes }
}

function nextLook(test: RuleTest, { state, unsaid }: Held, now: number): number | null {
  const looks = [dueAt(test, state), unsaid.length > 0 ? now + again : null, state.standing ? now + lookedAt : null].filter((one) => one !== null)
  return looks.length > 0 ? Math.min(...looks) : null
}

function struck({ rule, device, test, after }: Decided, now: number): Moved {
  const rest = { ...after, unsaid: [] }
  return { rule, device, before: after, after: rest, dueAt: nextLook(test, rest, now) }
}

function unsaidOf(rule: ValueRule, { change, at, value }: RuleChange): Unsaid {
  return { id: randomUUID(), kind: rule.alarm, severity: rule.severity, change, text: alarmText(rule, value), at: new Date(at).toISOString() }
}

/** The end of what stood by a rule that is no more, or another one now. */
function cleared({ state, kind, severity }: Held, now: number): Unsaid[] {
  return state.standing ? [{ id: randomUUID(), kind, severity, change: 'cleared', text: '规则已停用或更改 / The rule was switched off or changed', at: new Date(now).toISOString() }] : []
}
