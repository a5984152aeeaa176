import { randomUUID } from 'node:crypto'
import { assert } from 'vitest'
import { Activation, isOver, isUnderWay, type ActivationStep } from '#shared/activations.ts'
import type { Resource } from '#shared/resources.ts'
import { kindOf, type Plan } from '#shared/plans.ts'
import { clocksOf, goneTimer, stepOfTimer, type ClockName } from '#server/activations/activation-clocks.ts'
import { onWire } from '#server/activations/activation-wire.ts'
import { workOf } from '#server/activations/activation-work.ts'
import { decideAddBlock, decideAddStep } from '#server/activations/add-rules.ts'
import { decideCheck, decideComplete } from '#server/activations/answer-rules.ts'
import type { Staff } from '#server/activations/assign-rules.ts'
import type { Decision } from '#server/activations/decision.ts'
import { held, type Ground } from '#server/activations/flow-rules.ts'
import { decideAccept, decideDecline, decideGive, decideGone } from '#server/activations/holder-rules.ts'
import { decideAgree, decideStart, type Mover } from '#server/activations/start-rules.ts'
import { decideDue } from '#server/activations/timer-rules.ts'
import type { Work } from '#server/journal/change.ts'
import { Refusal } from '#server/refusal.ts'
import { blocks, PlanModel, type Doing } from './activation-life.model.ts'

const minute = 60_000
const begun = Date.parse('2026-03-01T08:00:00.000Z')
const text = { zh: '步骤', en: 'Step' }
const movers: [Mover, Mover] = [{ name: 'Li', user: 'u1', person: null }, { name: 'Wang', user: 'u2', person: null }]
/** How long each is on duty when they come. */
const shiftMinutes = [7, 25, 16, 600, 45] as const
const endOfShift = (i: number, from: number): string => new Date(from + (shiftMinutes[i] ?? 600) * minute).toISOString()
const people: Staff[] = (['security', 'security', 'repair', 'repair', 'butler'] as const).map((post, i) => ({ id: `0192f0c1-7d3e-7b52-9a66-0d2a8c1f300${i}`, name: text, post, skills: [], busy: 0, until: endOfShift(i, begun) }))
const community = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01'

const nobody = (): never => {
  throw new Error('there is none')
}

/** What can be put in the place of the rules, to see whether somebody notices. */
export const rules = { decideDue, decideGone, decided: (decision: Decision): Decision => decision, work: (decision: Decision): Work => workOf(decision) }
export type Rules = typeof rules

/** One plan being carried out with its timers and messages, by the server's own rules; nothing but memory around them. */
export class PlanLife {
  row: Activation | null = null
  readonly facts: { name: string; body: Activation }[] = []
  readonly met = new Set<string>()
  private readonly timers = new Map<string, { name: string; dueAt: string }>()
  private readonly fired: { name: string; key: string; dueAt: string }[] = []
  private readonly sent = new Set<string>()
  private readonly begun = new Map<string, string>()
  /** By person: until when they are on duty. */
  private readonly shifts = new Map(people.map(({ id, until }) => [id, until]))
  private pool: Resource[]
  private readonly model: PlanModel
  private readonly by: Rules
  /** The database's clock, by which timers fire, and how far the process's own is from it. */
  private clock = begun
  private skew = 0
  private dying = false

  constructor(plan: Plan, by: Rules) {
    this.by = by
    this.model = new PlanModel(plan.steps)
    this.pool = [{ id: randomUUID(), version: 1, community, kind: 'tool', name: text, amount: '', contact: '', place: text, point: null, stock: 2 }]
    const request = { plan: plan.id, community, place: '', drill: false, reason: 'x' }
    const [li] = movers
    this.carryOut(() => decideStart('0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e78', plan, request, { mode: 'real', by: li, commander: li }, this.ground()))
  }

  private get now(): number {
    return this.clock + this.skew
  }
  private get activation(): Activation {
    return this.row ?? nobody()
  }
  private get staff(): Staff[] {
    return people.map((one) => ({ ...one, until: this.shifts.get(one.id) ?? '' })).filter(({ until }) => Date.parse(until) > this.clock)
  }
  private ground(): Ground {
    return { now: this.now, staff: this.staff, pool: this.pool, blocks, at: null }
  }

  act(doing: Doing): void {
    this.met.add(doing.what)
    const one = 'pick' in doing ? this.chosen(doing) : null
    switch (doing.what) {
      case 'complete':
        return one ? this.complete(one, doing) : undefined
      case 'check':
        return one ? this.check(one, doing) : undefined
      case 'accept':
        return one ? void this.carryOut(() => decideAccept(this.activation, seen(one, this.activation), this.staff[doing.pick % this.staff.length] ?? null, this.now)) : undefined
      case 'decline':
        return one ? void this.carryOut(() => decideDecline(this.activation, { ...seen(one, this.activation), reason: '走不开' }, movers[0], this.ground())) : undefined
      case 'give': {
        const person = this.staff[doing.person % this.staff.length]
        return one && person ? void this.carryOut(() => decideGive(this.activation, { ...seen(one, this.activation), reason: '' }, person, movers[0], this.ground())) : undefined
      }
      case 'leave':
        return this.leave(people[doing.person % people.length] ?? nobody())
      case 'come':
        this.shifts.set((people[doing.person % people.length] ?? nobody()).id, endOfShift(doing.person % people.length, this.clock))
        return
      case 'pass':
        return this.pass(doing.minutes)
      case 'jump':
        this.skew += doing.minutes * minute
        return
      case 'kill':
        this.dying = true
        return
      case 'again':
        return this.again()
      case 'agree':
        return this.agree()
      case 'add-step':
        return this.addStep()
      case 'add-block':
        return this.addBlock(blocks[doing.block] ?? nobody())
      case 'nonsense':
        return this.nonsense(doing)
    }
  }

  /** By somebody else than who asked, once, and in time. */
  private agree(): void {
    const decide = (by: Mover) => () => decideAgree(this.activation, { version: this.activation.version, reason: '' }, by, this.ground())
    const { state, asked } = this.activation
    if (state !== 'asked' || this.now >= Date.parse(asked?.until ?? '')) return this.refused(decide(movers[1]), null)
    this.refused(decide(movers[0]), 'id')
    this.carryOut(decide(movers[1]))
  }

  /** Of those that can take it, the one that was picked; nonsense and wishes without an aim come to nothing. */
  private chosen({ what, pick }: { what: Doing['what']; pick: number }): ActivationStep | null {
    const { steps, state } = this.activation
    if (state !== 'running') return null
    const fit = steps.filter((step) => (what === 'check' ? step.state === 'checking' : what === 'decline' ? step.state === 'open' && step.holder : what === 'accept' ? step.state === 'open' && !step.acceptedAt : step.state === 'open'))
      .filter((step) => !(kindOf(step) === 'block' && steps.some(({ part }) => part === step.key)) && (what !== 'give' || step.holder))
    return fit[pick % Math.max(fit.length, 1)] ?? null
  }

  private complete(step: ActivationStep, { answer, skip, who, offline }: Extract<Doing, { what: 'complete' }>): void {
    // Of a decision whose branches are still to come, the answer is wanted.
    const branches = this.branches(step)
    if (skip && branches && !step.must) this.refused(() => decideComplete(this.activation, { ...seen(step, this.activation), skip: true, note: '不需要' }, movers[0], this.ground()), 'skip')
    const skips = skip && !step.must && !branches
    const waits = step.wait?.until === 'time'
    const decides = step.answers?.find(({ key }) => key === answer) ?? step.answers?.[0]
    // What was done before a step was begun anew would not count.
    const of = offline ? { step: step.key, version: null, at: new Date(Math.max(this.now, Date.parse(step.openedAt ?? ''))).toISOString() } : seen(step, this.activation)
    const request = { ...of, skip: skips, note: skips || waits ? '不需要' : '', answer: skips ? null : (decides?.key ?? null) }
    const done = this.carryOut(() => decideComplete(this.activation, request, movers[who] ?? movers[0], this.ground()))
    if (!done) return
    if (step.needs?.second && !skips) this.model.ended(step.key, { over: null, checking: true })
    else this.model.ended(step.key, { over: skips ? 'skipped' : 'done', answer: request.answer })
    this.look()
  }

  private branches({ key }: ActivationStep): boolean {
    return this.activation.steps.some(({ when, state }) => when?.step === key && state === 'waiting')
  }

  private check(step: ActivationStep, { ok, who }: Extract<Doing, { what: 'check' }>): void {
    const by = movers[who] ?? movers[0]
    const answer = step.answer ?? null
    const decide = () => decideCheck(this.activation, { ...seen(step, this.activation), ok, note: '' }, by, this.ground())
    if (by.user === step.checkingUser) return this.refused(decide, 'step')
    if (!this.carryOut(decide)) return
    if (ok) this.model.ended(step.key, { over: 'done', answer })
    else this.model.reopened(step.key)
    this.look()
  }

  private leave(person: Staff): void {
    this.shifts.delete(person.id)
    if (this.row?.state === 'running' && held(this.row, person.id) > 0) {
      const { key, dueAt } = goneTimer(this.row, person.id, this.clock)
      this.timers.set(key, { name: 'activation.follow', dueAt: dueAt ?? '' })
    }
  }

  /** Time goes by for the database; what is due by its clock fires, the first first, each decided by the process's own clock. */
  private pass(minutes: number): void {
    const to = this.clock + minutes * minute
    for (let fired = 0; fired < 500; fired++) {
      const [first] = [...this.timers].filter(([, { dueAt }]) => Date.parse(dueAt) <= to).toSorted(([, a], [, b]) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
      if (!first) break
      const [key, { name, dueAt }] = first
      this.clock = Math.max(this.clock, Date.parse(dueAt))
      this.fire({ key, name, dueAt })
    }
    this.clock = to
  }

  private fire(timer: { key: string; name: string; dueAt: string }): void {
    const step = stepOfTimer(timer.key)
    const there = timer.name === 'activation.follow' && this.row && held(this.row, step) > 0 ? this.staff.find(({ id }) => id === step) : undefined
    if (there) return void this.timers.set(timer.key, { name: timer.name, dueAt: there.until })
    const decide = (): Decision | null =>
      timer.name === 'activation.follow'
        ? this.by.decideGone(this.activation, step, this.ground())
        : this.by.decideDue(timer.name as ClockName, this.activation, timer, this.ground())
    const waited = timer.name === 'activation.wait' && decide() !== null
    if (!this.carryOut(decide, timer)) return
    this.fired.push(timer)
    if (waited) this.model.ended(step, { over: 'done', answer: null })
    this.look()
  }

  /** A timer that was claimed by two processes fires twice, however long ago it was. */
  private again(): void {
    for (const timer of this.fired.slice(-6)) {
      const before = JSON.stringify(this.row)
      // What is due at the same moment anew is another firing.
      if (this.timers.get(timer.key)?.dueAt === timer.dueAt) continue
      this.carryOut(() => (timer.name === 'activation.follow' ? null : this.by.decideDue(timer.name as ClockName, this.activation, timer, this.ground())), timer)
      assert.equal(JSON.stringify(this.row), before, `${timer.key} fired twice`)
    }
  }

  private addStep(): void {
    if (this.activation.state !== 'running') return
    const request = { version: this.activation.version, name: '封路', instruction: '', post: 'security' as const }
    if (!this.carryOut(() => decideAddStep(this.activation, request, null, this.ground()))) return
    const added = this.activation.steps.findLast(({ key }) => key.startsWith('x')) ?? nobody()
    this.model.addStep(added)
    this.look()
  }

  private addBlock(plan: Plan): void {
    if (this.activation.state !== 'running') return
    if (!this.carryOut(() => decideAddBlock(this.activation, { version: this.activation.version, reason: '又停电了' }, plan, movers[0], this.ground()))) return
    this.model.add(this.activation.parts?.findLast(({ by }) => by !== null)?.key ?? '', plan.steps)
    this.look()
  }

  private nonsense({ pick, kind }: { pick: number; kind: number }): void {
    const { steps, state } = this.activation
    const step = steps[pick % steps.length] ?? nobody()
    const complete = (request: object) => () => decideComplete(this.activation, { ...seen(step, this.activation), skip: false, note: '', ...request }, movers[0], this.ground())
    if (kind === 0) return this.refused(complete({ step: 'no-such' }), 'step')
    if (kind === 1) return this.refused(complete({ version: (step.version ?? 0) + 1 }), null)
    if (state !== 'running' || step.state !== 'open') return this.refused(complete({}), null)
    const block = kindOf(step) === 'block' && steps.some(({ part }) => part === step.key)
    if (kind === 2) return this.refused(complete({ answer: 'never' }), block ? 'step' : step.wait?.until === 'time' ? 'note' : 'answer')
    if (kind === 3 && step.must && !block) return this.refused(complete({ skip: true, note: '不想' }), 'skip')
    this.refused(complete({ skip: true, note: '' }), block ? 'step' : step.must || this.branches(step) ? 'skip' : 'note')
  }

  private refused(decide: () => Decision, field: string | null): void {
    const before = JSON.stringify(this.row)
    let error: unknown
    try {
      decide()
    } catch (thrown) {
      error = thrown
    }
    if (!(error instanceof Refusal)) throw error ?? new Error('it was not refused')
    if (field) assert.deepEqual([error.fault, ...error.errors.map((one) => one.field)], ['invalid', field])
    assert.equal(JSON.stringify(this.row), before)
  }

  /** Decides and commits, unless the process dies in between: then nothing of it is there, and nothing is remembered. */
  private carryOut(decide: () => Decision | null, timer?: { key: string; dueAt: string }): boolean {
    const decision = decide()
    const work = decision && this.by.work(this.by.decided(decision))
    if (this.dying && this.row) {
      this.dying = false
      return false
    }
    // A timer that fires is dropped with the commit, also where nothing followed, unless it was set anew.
    if (timer && this.timers.get(timer.key)?.dueAt === timer.dueAt) this.timers.delete(timer.key)
    if (work) this.commit(work)
    if (decision) this.follow(decision)
    return decision !== null
  }

  private commit(work: Work): void {
    for (const { table, row, expect: expected, fact } of work.changes) {
      if (table === 'resource') {
        assert.equal(this.pool[0]?.version, expected)
        this.pool = this.pool.map((one) => ({ ...one, version: Number(row.version), stock: Number(row.stock) }))
        continue
      }
      assert.equal(this.row?.version ?? 0, expected, 'the version that it follows')
      if (!fact) throw new Error('a change that nobody is told of')
      const body = fact.body as Activation
      assert.deepEqual(Activation.parse(body), body)
      assert.notEqual(JSON.stringify({ ...body, version: 0 }), this.row && JSON.stringify({ ...onWire(this.row), version: 0 }), `${fact.name} says something`)
      if (this.row) explains(fact.name, this.row, body)
      this.facts.push({ name: fact.name, body: structuredClone(body) })
      this.row = structuredClone(body)
    }
    for (const change of work.timers ?? []) {
      if ('name' in change) this.timers.set(change.key, { name: change.name, dueAt: change.dueAt })
      else if (change.dueAt === null || this.timers.get(change.key)?.dueAt === change.dueAt) this.timers.delete(change.key)
    }
    for (const { id } of work.outlet ?? []) {
      assert.isFalse(this.sent.has(id), 'a message leaves once')
      this.sent.add(id)
    }
  }

  /** Each round of a step is begun once, and its message leaves with it. */
  private follow({ opened }: Decision): void {
    for (const { key, round, openedAt } of opened) {
      assert.isFalse(this.begun.has(`${key} ${round ?? 1}`), `${key} is begun once in round ${round ?? 1}`)
      this.begun.set(`${key} ${round ?? 1}`, openedAt ?? '')
    }
    this.messages += opened.filter(({ notify }) => notify).length
    assert.equal(this.sent.size, this.messages)
  }
  private messages = 0

  /** What holds at every moment. */
  look(): void {
    const { state, steps, startedAt } = this.activation
    const wanted = this.model.states()
    if (state === 'running') {
      assert.deepEqual(Object.fromEntries(steps.map((step) => [step.key, step.state as string | undefined])), Object.fromEntries(steps.map(({ key }) => [key, wanted.get(key)])))
      assert.deepEqual([...wanted].filter(([key, one]) => one !== 'waiting' && one !== 'passed' && !steps.some((step) => step.key === key)), [])
      if (!steps.every(isOver)) assert.isTrue(steps.some((step) => isUnderWay(step) && this.moves(step)), 'something goes on')
    } else assert.isTrue(steps.every((step) => step.state === 'waiting'))
    const clocks = [...clocksOf(this.activation)].filter(([, { name }]) => name !== 'activation.follow').map(([key, { name, dueAt }]) => `${key} ${name} ${dueAt}`)
    assert.deepEqual([...this.timers].filter(([, { name }]) => name !== 'activation.follow').map(([key, { name, dueAt }]) => `${key} ${name} ${dueAt}`).toSorted(), clocks.toSorted())
    if (state === 'running') for (const step of steps) if (step.state === 'checking') assert.isTrue(this.isHeard(step), `somebody hears that nobody checks ${step.key}`)
    if (state === 'running') for (const { holder, key, state: is } of steps) if (holder && is === 'open') assert.isTrue(this.timers.has(goneTimer(this.activation, holder.person, 0).key), `the end of the shift of whoever has ${key} is known`)
    for (const { openedAt, doneAt, state: is } of steps) {
      if (openedAt) assert.isAtLeast(Date.parse(openedAt), Date.parse(startedAt))
      if (openedAt && doneAt) assert.isAtLeast(Date.parse(doneAt), Date.parse(openedAt))
      assert.isTrue(is === 'waiting' || is === 'passed' || openedAt !== null)
    }
    assert.deepEqual(this.facts.map(({ body }) => body.version), this.facts.map((_, i) => i + 1))
    assert.deepEqual(this.facts.at(-1)?.body, onWire(this.activation))
  }

  /** It will be late or go up, or has gone up as far as it goes. */
  private isHeard({ key, late, escalation }: ActivationStep): boolean {
    return (late && escalation === 3) || [...this.timers].some(([timer, { name }]) => stepOfTimer(timer) === key && name === (late ? 'activation.escalate' : 'activation.step'))
  }

  /** A person can end it, a clock will, or what it put in goes on. */
  private moves(step: ActivationStep): boolean {
    const waits = step.state === 'open' && kindOf(step) === 'wait' && step.wait?.until === 'time'
    return !waits || [...this.timers].some(([key, { name }]) => name === 'activation.wait' && stepOfTimer(key) === step.key)
  }

  /** Everybody does what there is to do, until nothing is left: it must come to its end. */
  end(): void {
    this.dying = false
    if (this.activation.state === 'asked') this.pass(1_500)
    this.pass(1)
    const there = new Set(this.staff.map(({ id }) => id))
    assert.deepEqual(this.activation.steps.filter((step) => step.state === 'open' && step.holder && !there.has(step.holder.person)), [], 'nobody who went holds anything')
    for (let i = 0; i < 200 && !this.activation.steps.every(isOver); i++) {
      this.act({ what: 'complete', pick: i, answer: 'b', skip: false, who: 0, offline: false })
      for (const who of [0, 1]) this.act({ what: 'check', pick: i, ok: true, who })
    }
    assert.isTrue(this.activation.state === 'refused' || this.activation.steps.every(isOver), 'it comes to its end')
  }
}

const seen = (step: ActivationStep, activation: Activation) => ({ step: step.key, version: step.version ?? activation.version })

/** What each fact may change of a step, and where its steps may go; those that are not listed move the whole flow on. */
const touched: Record<string, readonly string[]> = {
  'activation.step-warned': ['warned'], 'activation.step-late': ['late', 'escalation'], 'activation.step-escalated': ['escalation'], 'activation.late': [],
  'activation.step-accepted': ['holder', 'acceptedAt', 'acceptBy', 'version'], 'activation.step-declined': ['holder', 'acceptedAt', 'acceptBy', 'passedOn', 'version'],
  'activation.step-lapsed': ['holder', 'acceptedAt', 'acceptBy', 'passedOn', 'version'], 'activation.step-given': ['holder', 'acceptedAt', 'acceptBy', 'passedOn', 'version'],
  'activation.lapsed': [], 'activation.refused': [],
}
const ways: Record<string, readonly string[]> = {
  waiting: ['open', 'done', 'passed'], open: ['done', 'skipped', 'checking'], checking: ['done', 'open'], done: [], skipped: [], passed: [],
}

function explains(name: string, before: Activation, after: Activation): void {
  for (const step of after.steps) {
    const was = before.steps.find(({ key }) => key === step.key)
    if (!was) continue
    const changed = [...new Set([...Object.keys(was), ...Object.keys(step)])].filter((field) => JSON.stringify(was[field as keyof ActivationStep]) !== JSON.stringify(step[field as keyof ActivationStep]))
    const allowed = touched[name]
    if (allowed) assert.deepEqual(changed.filter((field) => !allowed.includes(field)), [], `${name} changes ${step.key}`)
    // Only what an answer led back to begins anew, and that is said by itself.
    if (was.state !== step.state && !(name === 'activation.advanced' && (was.state === 'passed' || step.round !== was.round))) assert.include(ways[was.state] ?? [], step.state, `${name}: ${step.key} from ${was.state}`)
    if (changed.length > 0 && !touched[name]) assert.equal(step.version, after.version, `${name} stamps ${step.key}`)
  }
}
