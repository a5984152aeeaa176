import { describe, expect, test, vi } from 'vitest'
import { Activation, isOver } from '#shared/activations.ts'
import { Drill, Score } from '#shared/drills.ts'
import { facts as schemas, type FactName } from '#shared/facts.ts'
import { makeDemo } from './demo.ts'
import { planPast } from './drill-past.ts'
import { day } from './local-time.ts'

vi.setConfig({ testTimeout: 30_000 })

const now = Date.parse('2026-11-21T06:32:00Z')
const demo = makeDemo({ now })
const from = now - 90 * day
const { before, facts } = planPast(demo, { now, from })
const bodies = <T>(name: FactName, schema: { parse: (body: unknown) => T }): T[] => facts.filter((fact) => fact.name === name).map(({ body }) => schema.parse(body))

describe('plans that were carried out before', () => {
  test('are told in order, version after version, within the history', () => {
    const versions = new Map<string, number>()
    let last = 0
    for (const { at, name, body } of facts) {
      schemas[name].parse(body)
      expect(at).toBeGreaterThanOrEqual(Math.max(last, from))
      expect(at).toBeLessThanOrEqual(now)
      expect(body.version).toBe((versions.get(body.id) ?? 0) + 1)
      versions.set(body.id, body.version)
      last = at
    }
    for (const { run, drill, scores } of before) {
      expect(run.endedAt).toBeLessThan(from)
      Activation.parse(run.body)
      Drill.parse(drill)
      for (const score of scores) Score.parse(score)
    }
    expect(before.length + bodies('drill.ended', Drill).length).toBeGreaterThanOrEqual(10)
  })

  test('end with every step over, in the order of the plan, some of them late', () => {
    const runs = [...bodies('activation.finished', Activation), ...before.map(({ run }) => run.body)]
    for (const { steps } of runs) {
      expect(steps.filter((step) => !isOver(step)).map(({ key }) => key)).toEqual([])
      const done = new Map(steps.map((step) => [step.key, step.doneAt]))
      for (const step of steps) for (const key of step.after) if (step.openedAt && done.get(key)) expect(step.openedAt >= (done.get(key) ?? ''), `${step.key} after ${key}`).toBe(true)
    }
    const all = runs.flatMap(({ steps }) => steps.filter(({ state }) => state === 'done'))
    const late = all.filter((step) => step.late).length / all.length
    expect(late).toBeGreaterThan(0.02)
    expect(late).toBeLessThan(0.3)
  })

  test('are drills with their own mode and result, and one real case with notes', () => {
    const real = bodies('activation.finished', Activation).filter(({ mode }) => mode === 'real')
    expect(real).toHaveLength(1)
    expect(real[0]?.notes?.length).toBeGreaterThan(0)
    expect(real[0]?.requests?.length).toBeGreaterThan(0)
    const drills = new Map(bodies('drill.ended', Drill).map((drill) => [drill.activation, drill.id]))
    for (const { id, mode } of bodies('activation.finished', Activation)) if (mode !== 'real') expect(drills.get(id)).toBe(mode)
    for (const drill of drills.values()) expect(bodies('score.given', Score).filter((score) => score.drill === drill).length).toBeGreaterThan(1)
    expect(bodies('drill.planned', Drill).every(({ plannedAt }) => Date.parse(plannedAt ?? '') > now)).toBe(true)
  })

  test('come out the same from the same seed', () => {
    expect(planPast(makeDemo({ now }), { now, from })).toEqual({ before, facts })
  })
})
