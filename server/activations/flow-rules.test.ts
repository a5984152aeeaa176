import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Activation, isOver } from '#shared/activations.ts'
import type { Plan, PlanStep } from '#shared/plans.ts'
import { clocksOf } from './activation-clocks.ts'
import { onWire } from './activation-wire.ts'
import { decideAddBlock } from './add-rules.ts'
import { decideCheck, decideComplete } from './answer-rules.ts'
import type { Decision } from './decision.ts'
import type { Ground } from './flow-rules.ts'
import { decideFinish, decideStart } from './start-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const community = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01'
const start = Date.parse('2026-03-01T08:00:00.000Z')
const text = { zh: '步骤', en: 'Step' }
const li = { name: 'Li', user: 'u1', person: null }
const wang = { name: 'Wang', user: 'u2', person: null }
const ground: Ground = { now: start, staff: [], pool: [], blocks: [], at: null }

const stepOf = (key: string, after: string[], more: Partial<PlanStep> = {}): PlanStep => ({
  key, after, minutes: 5, post: 'security', name: text, instruction: text, notify: key === 's0' ? { to: text, text } : null, ...more,
})
const planOf = (steps: PlanStep[]): Plan => ({
  id, version: 1, series: id, edition: 1, state: 'published', scene: 'fire', name: text, purpose: text, triggers: [], targetMinutes: 15, steps, resources: [], measures: [], standDown: [], acceptMinutes: 2,
  secondPerson: false, by: 'x', changedAt: new Date(start).toISOString(), publishedAt: null, publishedBy: null, change: '', findings: [],
})
const request = { plan: id, community, place: '', drill: false, reason: 'x' }
const begin = (steps: PlanStep[], on: Ground = ground): Decision => decideStart(id, planOf(steps), request, { mode: 'real', by: li, commander: li }, on)
const last = ({ told }: Decision): Activation => told.at(-1)?.activation ?? expect.unreachable()
const versionOf = (activation: Activation, key: string) => activation.steps.find((step) => step.key === key)?.version ?? null
type Completed = Parameters<typeof decideComplete>[1]
const complete = (activation: Activation, step: string, more: Partial<Completed> = {}, now = start) =>
  decideComplete(activation, { version: versionOf(activation, step), step, skip: false, note: more.skip ? '不需要' : '', ...more }, li, { ...ground, now })
const states = (activation: Activation) => Object.fromEntries(activation.steps.map(({ key, state }) => [key, state]))

/** Any plan without a ring: a step waits only for steps before it. */
const plan = fc
  .array(fc.record({ after: fc.array(fc.nat(), { maxLength: 3 }), minutes: fc.option(fc.integer({ min: 1, max: 60 })) }), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map(({ after, minutes }, i) => stepOf(`s${i}`, i === 0 ? [] : [...new Set(after.map((n) => `s${n % i}`))], { minutes })))

describe('a running plan', () => {
  it('opens every step exactly once and comes to its end, in whatever order steps are done or skipped', () => {
    fc.assert(
      fc.property(plan, fc.infiniteStream(fc.record({ pick: fc.nat(), skip: fc.boolean() })), (steps, choices) => {
        const begun = begin(steps)
        let activation = last(begun)
        const seen = begun.opened.map(({ key }) => key)
        for (let i = 0; i < steps.length; i++) {
          const choice = choices.next().value
          const open = activation.steps.filter(({ state }) => state === 'open')
          const chosen = open[(choice?.pick ?? 0) % open.length]
          expect(chosen).toBeDefined()
          if (!chosen) return
          const decision = complete(activation, chosen.key, { skip: choice?.skip })
          for (const next of decision.opened) {
            const over = last(decision).steps.filter(isOver).map(({ key }) => key)
            expect(over).toEqual(expect.arrayContaining(next.after))
          }
          seen.push(...decision.opened.map(({ key }) => key))
          activation = last(decision)
          expect(Activation.parse(onWire(activation))).toEqual(onWire(activation))
        }
        expect(seen.toSorted()).toEqual(steps.map(({ key }) => key).toSorted())
        expect(activation.steps.every(isOver)).toBe(true)
      }),
    )
  })

  it('has nothing due once it is finished, and its open steps stay as they are', () => {
    const activation = last(begin([stepOf('s0', []), stepOf('s1', ['s0'])]))
    expect(clocksOf(activation).size).toBeGreaterThan(0)
    const finished = last(decideFinish(activation, { version: 1, note: '', stoodDown: [], orders: ['s0', 's1', 's0'] }, li, start))
    expect(finished).toMatchObject({ state: 'finished', steps: activation.steps, left: ['s0', 's1'] })
    expect(clocksOf(finished).size).toBe(0)
    expect(() => decideFinish(activation, { version: 1, note: '', stoodDown: [], orders: ['s0', 'none'] }, li, start)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'orders.1' })] }))
  })

  it('takes the branch of the answer and passes the others by, also where branches come together again', () => {
    const answers = [{ key: 'yes', name: text }, { key: 'no', name: text }]
    const steps = [
      stepOf('ask', [], { kind: 'decide', answers }), stepOf('a', ['ask'], { when: { step: 'ask', answer: 'yes' } }), stepOf('a2', ['a']),
      stepOf('b', ['ask'], { when: { step: 'ask', answer: 'no' } }), stepOf('end', ['a2', 'b']),
    ]
    const yes = last(complete(last(begin(steps)), 'ask', { answer: 'yes' }))
    expect(states(yes)).toEqual({ ask: 'done', a: 'open', a2: 'waiting', b: 'passed', end: 'waiting' })
    const no = last(complete(last(begin(steps)), 'ask', { answer: 'no' }))
    expect(states(no)).toEqual({ ask: 'done', a: 'passed', a2: 'passed', b: 'open', end: 'waiting' })
    expect(states(last(complete(no, 'b')))).toMatchObject({ end: 'open' })
    for (const answer of [undefined, 'maybe']) expect(() => complete(last(begin(steps)), 'ask', { answer })).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'answer' })] }))
  })

  it('begins anew what an answer leads back to, and says the answer before', () => {
    const answers = [{ key: 'again', name: text, back: 'try' }, { key: 'on', name: text }]
    const steps = [stepOf('first', []), stepOf('try', ['first']), stepOf('beside', ['first']), stepOf('ask', ['try'], { kind: 'decide', answers }), stepOf('end', ['ask'])]
    const asked = ['first', 'try'].reduce((now, key) => last(complete(now, key)), last(begin(steps)))
    const decision = complete(asked, 'ask', { answer: 'again' })
    expect(decision.told.map(({ fact, activation }) => [fact, activation.version, activation.steps[3]?.answer])).toEqual([['activation.step-done', 4, 'again'], ['activation.advanced', 5, undefined]])
    const again = last(decision)
    expect(states(again)).toEqual({ first: 'done', try: 'open', beside: 'open', ask: 'waiting', end: 'waiting' })
    expect(again.steps.map(({ round }) => round)).toEqual([undefined, 2, undefined, 2, undefined])
    expect(decision.opened.map(({ key }) => key)).toEqual(['try'])
    const through = last(complete(last(complete(again, 'try')), 'ask', { answer: 'on' }))
    expect(states(through)).toMatchObject({ ask: 'done', end: 'open' })
  })

  it('waits for a second person by another account, who may send it back', () => {
    const started = last(begin([stepOf('s0', [], { needs: { note: true, photo: false, second: true } }), stepOf('s1', ['s0'])]))
    expect(() => complete(started, 's0')).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'note' })] }))
    const done = last(complete(started, 's0', { note: '已关阀' }))
    expect(states(done)).toEqual({ s0: 'checking', s1: 'waiting' })
    const check = (ok: boolean, by = wang) => decideCheck(done, { version: versionOf(done, 's0'), step: 's0', ok, note: '没关紧' }, by, ground)
    expect(() => check(true, li)).toThrow(expect.objectContaining({ fault: 'invalid' }))
    expect(last(check(true)).steps).toMatchObject([{ state: 'done', doneBy: 'Li', checkedBy: 'Wang' }, { state: 'open' }])
    const back = last(check(false))
    expect(back.steps).toMatchObject([{ state: 'open', note: '没关紧', doneAt: null }, { state: 'waiting' }])
    expect(back.steps[0]).not.toHaveProperty('round')
  })

  it('skips no decision while a step waits for its answer, whatever would follow', () => {
    const answers = [{ key: 'yes', name: text }, { key: 'no', name: text }]
    const started = last(begin([stepOf('ask', [], { kind: 'decide', answers }), stepOf('a', ['ask'], { when: { step: 'ask', answer: 'yes' }, must: true }), stepOf('free', [], { kind: 'decide', answers })]))
    expect(() => complete(started, 'ask', { skip: true })).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'skip' })] }))
    expect(states(last(complete(started, 'free', { skip: true })))).toMatchObject({ free: 'skipped' })
  })

  it('ends a wait for a time by hand only with a reason', () => {
    const started = last(begin([stepOf('vent', [], { kind: 'wait', wait: { until: 'time', minutes: 30 } })]))
    expect(() => complete(started, 'vent')).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'note' })] }))
    expect(states(last(complete(started, 'vent', { note: '已无气味' })))).toEqual({ vent: 'done' })
  })

  it('puts in the blocks of a plan that somebody adds to it', () => {
    const evacuation = planOf([stepOf('lead', []), stepOf('deep', ['lead'], { kind: 'block', block: id })])
    const fire = { ...planOf([stepOf('evacuate', [], { kind: 'block', block: community }), stepOf('end', ['evacuate'])]), series: id }
    const on = { ...ground, blocks: [{ ...evacuation, series: community }, fire] }
    const added = last(decideAddBlock(last(begin([stepOf('s0', [])])), { version: 1, reason: '' }, fire, li, on))
    expect(states(added)).toEqual({ s0: 'open', 'b1/evacuate': 'open', 'b1/end': 'waiting', 'b1/evacuate/lead': 'open', 'b1/evacuate/deep': 'waiting' })
    const led = last(complete(added, 'b1/evacuate/lead'))
    expect(states(led)).toMatchObject({ 'b1/evacuate': 'open', 'b1/evacuate/deep': 'open' })
    expect(states(last(complete(led, 'b1/evacuate/deep')))).toMatchObject({ 'b1/evacuate': 'done', 'b1/end': 'open' })
  })

  it('puts nothing in under a name that a step has', () => {
    const inner = planOf([stepOf('in', [])])
    const begun = last(begin([stepOf('blk', [], { kind: 'block', block: id }), stepOf('blk/in', ['blk'])], { ...ground, blocks: [inner] }))
    expect(begun.steps.map(({ key, state }) => [key, state])).toEqual([['blk', 'open'], ['blk/in', 'waiting']])
    expect(states(last(complete(begun, 'blk')))).toEqual({ blk: 'done', 'blk/in': 'open' })
  })

  it('puts a block in, which is over with its last step, and gives a block in it to a person', () => {
    const inner = planOf([stepOf('in', []), stepOf('deep', ['in'], { kind: 'block', block: community }), stepOf('last', ['deep'])])
    const steps = [stepOf('s0', []), stepOf('blk', ['s0'], { kind: 'block', block: id }), stepOf('end', ['blk'])]
    const on = { ...ground, blocks: [inner] }
    const put = last(decideComplete(last(begin(steps, on)), { step: 's0', version: 1, skip: false, note: '' }, li, on))
    expect(states(put)).toEqual({ s0: 'done', blk: 'open', end: 'waiting', 'blk/in': 'open', 'blk/deep': 'waiting', 'blk/last': 'waiting' })
    expect(put.parts).toEqual([{ key: 'blk', plan: id, name: text, by: null }])
    expect(() => complete(put, 'blk')).toThrow(expect.objectContaining({ fault: 'invalid' }))
    const inside = last(complete(put, 'blk/in'))
    expect(states(inside)).toMatchObject({ 'blk/deep': 'open', 'blk/last': 'waiting', blk: 'open' })
    expect(states(last(complete(last(complete(inside, 'blk/deep')), 'blk/last')))).toMatchObject({ blk: 'done', end: 'open' })
  })

  it('lets a person carry out a block of which no edition is in force', () => {
    const started = last(begin([stepOf('blk', [], { kind: 'block', block: id }), stepOf('end', ['blk'])]))
    expect(states(last(complete(started, 'blk')))).toEqual({ blk: 'done', end: 'open' })
  })

  it('refuses a step that is not open, not there, or was seen in an older state; another that changed meanwhile is no reason', () => {
    const started = last(begin([stepOf('s0', []), stepOf('s1', ['s0']), stepOf('s2', [])]))
    expect(() => complete(started, 's1')).toThrow(expect.objectContaining({ fault: 'illegal-move', current: started }))
    expect(() => complete(started, 'none')).toThrow(expect.objectContaining({ fault: 'invalid' }))
    const next = last(complete(started, 's0'))
    expect(() => complete(next, 's0', { version: 1 })).toThrow(expect.objectContaining({ fault: 'conflict' }))
    expect(states(last(complete(next, 's2', { version: 1 })))).toMatchObject({ s2: 'done' })
    expect(() => complete(started, 's0', { skip: true, note: '' })).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'note' })] }))
  })

  it('of a phone without a network takes what was done since the step was last begun, at a time that can be', () => {
    const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
    const started = last(begin([stepOf('s0', [])]))
    const done = (step: object, said: number, now: number) =>
      last(complete({ ...started, steps: started.steps.map((one) => ({ ...one, ...step })) }, 's0', { version: null, at: at(said) }, start + now * 60_000)).steps[0]
    expect(done({}, 3, 9)).toMatchObject({ doneAt: at(3), late: true })
    expect(done({}, -600, 2)).toMatchObject({ doneAt: at(0), late: false })
    expect(done({}, 600, 2)).toMatchObject({ doneAt: at(2) })
    expect(() => done({ round: 2 }, -1, 2)).toThrow(expect.objectContaining({ fault: 'conflict' }))
    expect(done({ round: 2 }, 1, 2)).toMatchObject({ doneAt: at(1) })
  })
})
