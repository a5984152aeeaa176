import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import type { Plan, PlanStep } from '#shared/plans.ts'
import { decideAddBlock, decideAddStep } from './add-rules.ts'
import type { Ground } from './flow-rules.ts'
import { decideAgree, decideStart, placeOf } from './start-rules.ts'

const now = Date.parse('2026-03-01T08:00:00.000Z')
const ids = ['1', '2', '3'].map((end) => `0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e0${end}`)
const [community = '', block = '', other = ''] = ids
const text = { zh: '步骤', en: 'Step' }
const li = { name: 'Li', user: 'u1', person: null }
const wang = { name: 'Wang', user: 'u2', person: null }

const step = (key: string, more: Partial<PlanStep> = {}): PlanStep => ({ key, after: [], minutes: 5, post: 'security', name: text, instruction: text, notify: null, ...more })
const planOf = (series: string, steps: PlanStep[], secondPerson = false): Plan => ({
  id: series, version: 1, series, edition: 1, state: 'published', scene: 'fire', name: text, purpose: text, triggers: [], targetMinutes: 15, steps, resources: [], measures: [], standDown: [], acceptMinutes: 2,
  secondPerson, by: 'x', changedAt: '2026-03-01T08:00:00.000Z', publishedAt: null, publishedBy: null, change: '', findings: [],
})
const evacuation = planOf(block, [step('lead')], true)
const ground: Ground = { now, staff: [], pool: [], blocks: [evacuation], at: null }
const start = (plan: Plan, mode = 'real'): Activation =>
  decideStart(other, plan, { plan: plan.id, community, place: '', drill: mode !== 'real', reason: 'x' }, { mode, by: li, commander: li }, ground).told[0]?.activation ?? expect.unreachable()
const plain = planOf(community, [step('look')])
const two = expect.objectContaining({ errors: [expect.objectContaining({ field: 'plan' })] })

describe('where a plan is started', () => {
  it('is said in one way, however the same buildings are named', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...ids)), fc.nat(), fc.array(fc.constantFrom(...ids)), (named, nth, again) => {
      const building = named[nth % Math.max(named.length, 1)] ?? null
      const wanted = named.toSorted()
      const repeated = again.filter((id) => named.includes(id))
      const place = placeOf({ community, building, buildings: [...named.filter((id) => id !== building || repeated.includes(id)), ...repeated] })
      expect(place).toEqual({ community, building: wanted.length === 1 ? wanted[0] : null, buildings: wanted.length > 1 ? wanted : null, unit: null, area: null })
    }))
  })
})

describe('a plan that takes two', () => {
  it('is asked for also where it is a block of another, but not in a drill', () => {
    const around = planOf(community, [step('evacuate', { kind: 'block', block })])
    expect([start(evacuation).state, start(around).state, start(plain).state, start(around, other).state]).toEqual(['asked', 'asked', 'running', 'running'])
  })

  it('is not added by one person to what one person started for real', () => {
    const add = (activation: Activation) => decideAddBlock(activation, { version: activation.version, reason: '' }, evacuation, li, ground).told[0]?.activation.steps.length
    expect(() => add(start(plain))).toThrow(two)
    expect(() => add({ ...start(plain), mode: other })).not.toThrow()
    const agreed = decideAgree(start(evacuation), { version: 1, reason: '' }, wang, ground).told[0]?.activation ?? expect.unreachable()
    expect(add(agreed)).toBe(2)
  })
})

it('a running plan takes steps as long as there is room', () => {
  const running = start(plain)
  const full = { ...running, steps: Array.from({ length: 400 }, (_, i) => ({ ...step(`s${i}`), state: 'waiting' as const, openedAt: null, dueAt: null, doneAt: null, doneBy: null, note: '', late: false })) }
  const add = (activation: Activation) => decideAddStep(activation, { version: 1, name: '封路', instruction: '', post: 'security' }, null, ground)
  expect(() => add(full)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ field: 'name' })] }))
  expect(add({ ...full, steps: full.steps.slice(1) }).told[0]?.activation.steps).toHaveLength(400)
})
