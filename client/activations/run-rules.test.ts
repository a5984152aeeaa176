import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestStates, span, stepStates, type Activation, type ActivationStep, type ResourceRequest } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { acceptLeft, doubledIn, groupsOf, inOrder, missingFor, progress, requestCounts, spanOf, stepLeft, toneOf, waitsFor } from './run-rules.ts'

const due = '2026-11-21T00:10:00Z'
const at = Date.parse(due)
const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9']
const step = (key: string, more: Partial<ActivationStep> = {}) => ({ key, state: 'open', after: [], dueAt: null, acceptBy: null, late: false, ...more }) as unknown as ActivationStep
const holder = (person: string) => ({ person, name: { zh: person, en: person } })
const run = (id: string, steps: ActivationStep[], more: Partial<Activation> = {}) => ({ id, steps, state: 'running', mode: 'real', startedAt: due, commanderUser: 'me', ...more }) as unknown as Activation

const anyStep = fc.record({ state: fc.constantFrom(...stepStates), person: fc.option(fc.constantFrom(...people), { nil: null }), minutes: fc.option(fc.integer({ min: -60, max: 60 }), { nil: null }) })
const steps = fc.array(anyStep, { maxLength: 20 }).map((rows) =>
  rows.map(({ state, person, minutes }, i) => step(`s${i}`, { state, holder: person ? holder(person) : null, dueAt: minutes === null ? null : new Date(at + minutes * 60_000).toISOString() })))
const runs = fc.array(fc.record({ steps, state: fc.constantFrom('running', 'asked', 'finished'), mode: fc.constantFrom('real', 'drill-1'), started: fc.integer({ min: 0, max: 9 }) }), { maxLength: 5 }).map((rows) =>
  rows.map(({ steps: own, state, mode, started }, i) => run(`a${i}`, own, { state: state as Activation['state'], mode, startedAt: new Date(at + started * 60_000).toISOString() })))

describe('the steps of a plan that runs', () => {
  it('stand in exactly one group each, under way what waits for a second person first, then by whose clock ends first', () => {
    fc.assert(fc.property(steps, (own) => {
      const groups = groupsOf(own)
      const shown = [...groups.underWay, ...groups.next, ...groups.over, ...groups.passed]
      expect(shown.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(own.map((_, i) => i + 1))
      const states = groups.underWay.map(({ step: one }) => one.state)
      expect(states).toEqual(states.toSorted())
      for (const state of ['open', 'checking'] as const) {
        const clocks = groups.underWay.filter(({ step: one }) => one.state === state).map(({ step: one }) => (one.dueAt ? Date.parse(one.dueAt) : Infinity))
        expect(clocks).toEqual(clocks.toSorted((a, b) => (a === b ? 0 : a - b)))
      }
      expect(states.every((state) => state === 'open' || state === 'checking')).toBe(true)
    }))
  })

  it('are counted without branches that were not taken', () => {
    fc.assert(fc.property(steps, (own) => {
      const { done, of } = progress({ steps: own })
      expect(of).toBe(own.length - groupsOf(own).passed.length)
      expect(done).toBe(groupsOf(own).over.length)
    }))
  })

  it('say which numbers they still wait for', () => {
    const last = step('d', { state: 'waiting', after: ['a', 'b', 'c'] })
    expect(waitsFor([step('a', { state: 'done' }), step('b', { state: 'passed' }), step('c'), last], last)).toEqual([3])
  })

  it('have a clock only while under way, and it goes below nothing', () => {
    expect(stepLeft(step('a', { dueAt: due }), at + 60_000)).toBe(-60)
    expect(stepLeft(step('a', { state: 'checking', dueAt: due }), at)).toBe(0)
    expect(stepLeft(step('a'), 0)).toBeNull()
    expect(stepLeft(step('a', { state: 'done', dueAt: due }), 0)).toBeNull()
    expect(toneOf(step('a', { dueAt: due, warned: true }), at - 1000)).toBe('soon')
    expect(toneOf(step('a', { dueAt: due }), at + 1000)).toBe('late')
    expect(toneOf(step('a', { state: 'done', dueAt: due, late: true }), at + 1000)).toBe('calm')
  })

  it('wait to be accepted by whoever was given them, and no longer than that', () => {
    const given = step('a', { holder: holder('p1'), acceptBy: due })
    expect(acceptLeft(given, at - 30_000)).toBe(30)
    expect(acceptLeft({ ...given, acceptedAt: due }, at)).toBeNull()
    expect(acceptLeft({ ...given, holder: null }, at)).toBeNull()
    expect(acceptLeft({ ...given, state: 'checking' }, at)).toBeNull()
  })

  it('name what is still missing, and nothing that is not asked for', () => {
    const given = { note: '', photos: 0, answer: null, made: null }
    expect(missingFor(step('a'), given)).toEqual([])
    const all = step('a', { kind: 'decide', needs: { note: true, photo: true, second: true } })
    expect(missingFor(all, given)).toEqual(['note', 'photo', 'answer'])
    expect(missingFor(all, { ...given, note: ' ', photos: 1, answer: 'yes' })).toEqual(['note'])
    expect(missingFor(step('a', { kind: 'instruct' }), given)).toEqual(['made'])
    expect(missingFor(step('a', { kind: 'wait', wait: { until: 'time', minutes: 30 } }), { ...given, note: '' })).toEqual(['note'])
    expect(missingFor(step('a', { kind: 'wait', wait: { until: 'person' } }), { ...given, note: '' })).toEqual([])
  })
})

describe('whoever commands', () => {
  it('leads as many as hold steps under way, each once, over all that they command', () => {
    fc.assert(fc.property(runs, (all) => {
      for (const one of all) {
        const { people: led, tooMany } = spanOf(one, all)
        expect(led).toBeLessThanOrEqual(people.length)
        expect(tooMany).toBe(led > span.most)
        expect(led).toBeGreaterThanOrEqual(spanOf(one, []).people)
      }
    }))
    const eight = run('a', people.slice(0, 8).map((person) => step(person, { holder: holder(person) })))
    expect(spanOf(eight, [eight])).toEqual({ people: 8, tooMany: true })
    expect(spanOf(run('b', [step('x', { holder: holder('p9') })]), [eight])).toEqual({ people: 9, tooMany: true })
    expect(spanOf(run('b', [step('x', { holder: holder('p9') })], { commanderUser: 'other' }), [eight])).toEqual({ people: 1, tooMany: false })
  })

  it('is told who is in several running plans at once, and nobody else', () => {
    fc.assert(fc.property(runs, (all) => {
      const doubled = doubledIn(all)
      for (const person of people) {
        const holds = all.filter((one) => one.state === 'running' && one.steps.some((own) => (own.state === 'open' || own.state === 'checking') && own.holder?.person === person)).length
        expect(doubled.get(person)).toBe(holds > 1 ? holds : undefined)
      }
    }))
  })

  it('sees what is real before what is a drill', () => {
    fc.assert(fc.property(runs, (all) => {
      const modes = inOrder(all, isDrill).map(({ mode }) => isDrill(mode))
      expect(modes).toEqual(modes.toSorted((a, b) => Number(a) - Number(b)))
    }))
  })
})

it('what was called for is counted while it is owed', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...requestStates)), (states) => {
    const counts = requestCounts(states.map((state) => ({ state }) as ResourceRequest))
    expect(counts.needed + counts.asked + counts.coming + counts.there).toBe(states.filter((state) => state !== 'returned' && state !== 'cancelled').length)
  }))
})
