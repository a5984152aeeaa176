import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { bodyOf, stepLane, type Entry, type StepDeed } from './queue-rules.ts'
import { callsOf, missing, stepsOf, theirs } from './step-rules.ts'

const me = { id: 'me', community: 'c', post: 'security' } as const
const words = { zh: '步', en: 'Step' }
const holder = (person: string) => ({ person, name: words })
const step = (key: string, more: Partial<ActivationStep> = {}): ActivationStep => ({
  key, post: 'security', name: words, instruction: words, minutes: 5, after: [], notify: null, state: 'open', openedAt: '2026-03-01T08:00:00.000Z', dueAt: '2026-03-01T08:05:00.000Z', doneAt: null, doneBy: null,
  note: '', late: false, ...more,
})
const activation = (id: string, steps: ActivationStep[], more: Partial<Activation> = {}): Activation => ({
  id, version: 1, plan: 'p', scene: 'fire', name: words, community: 'c', building: null, place: '', alarm: null, commander: 'x', reason: 'x', state: 'running', startedAt: '2026-03-01T08:00:00.000Z',
  targetAt: null, finishedAt: null, steps, mode: 'real', ...more,
})
const entry = (of: string, key: string, deed: StepDeed, more: Partial<Entry> = {}): Entry => ({
  key: `${deed}`, order: stepLane(of, key), step: { activation: of, key }, about: { number: '', title: '' }, deed, at: '2026-03-01T08:01:00.000Z', said: { note: '' }, photos: [], refused: null, ...more,
})

describe('steps of a plan on a phone', () => {
  it('are those that one holds or that are free for one’s post, and that a person carries out', () => {
    const one = activation('a', [
      step('mine', { holder: holder('me') }), step('theirs', { holder: holder('you') }), step('free'), step('foreign', { post: 'repair' }), step('over', { holder: holder('me'), state: 'done' }),
      step('by-itself', { kind: 'notify', holder: holder('me') }), step('asked', { kind: 'wait', wait: { until: 'person' }, holder: holder('me') }), step('hours', { kind: 'wait', wait: { until: 'time', minutes: 5 } }),
    ])
    expect(stepsOf([one], me, []).map((mine) => [mine.step.key, mine.free])).toEqual([['mine', false], ['asked', false], ['free', true]])
    expect(theirs([one], me)).toEqual([one])
    expect(theirs([activation('b', [step('x', { holder: holder('you') })]), activation('c', [step('y')], { community: 'other' }), activation('d', [step('z')], { state: 'asked' })], me)).toEqual([])
  })

  it('come real before drill, the soonest limit first, what is free last', () => {
    const later = activation('a', [step('later', { holder: holder('me'), dueAt: '2026-03-01T09:00:00.000Z' }), step('sooner', { holder: holder('me') }), step('free')])
    const drill = activation('b', [step('drill', { holder: holder('me'), dueAt: '2026-03-01T08:00:01.000Z' })], { mode: 'd' })
    expect(stepsOf([drill, later], me, []).map((mine) => mine.step.key)).toEqual(['sooner', 'later', 'drill', 'free'])
  })

  it('look as they will when what waits has been sent; what was refused has not happened', () => {
    const one = activation('a', [step('s', { holder: holder('me') })])
    expect(stepsOf([one], me, [entry('a', 's', 'accept-step')])[0]).toMatchObject({ queued: true, step: { acceptedAt: '2026-03-01T08:01:00.000Z' } })
    expect(stepsOf([one], me, [entry('a', 's', 'accept-step'), entry('a', 's', 'complete-step')])).toEqual([])
    expect(stepsOf([one], me, [entry('a', 's', 'decline-step')])).toEqual([])
    const refused = { type: '/faults/conflict' as const, title: '', status: 409, detail: '' }
    expect(stepsOf([one], me, [entry('a', 's', 'complete-step', { refused })])).toHaveLength(1)
    // Another plan's step of the same name is not meant.
    expect(stepsOf([one], me, [entry('b', 's', 'complete-step')])).toHaveLength(1)
  })

  it('are sent as their commands take them', () => {
    const photos = [{ key: 'k', kind: 'after' as const, sent: { id: 'photo', at: 0 } }]
    const at = '2026-03-01T08:01:00.000Z'
    expect(bodyOf(entry('a', 's', 'accept-step', { said: { note: 'not said' }, photos }))).toEqual({ step: 's', at })
    expect(bodyOf(entry('a', 's', 'decline-step', { said: { note: '', reason: '太远' } }))).toEqual({ step: 's', at, reason: '太远' })
    expect(bodyOf(entry('a', 's', 'complete-step', { said: { note: '好', answer: 'yes' }, photos }))).toEqual({ step: 's', at, note: '好', photos: ['photo'], answer: 'yes' })
  })

  it('say what is missing, and nothing else', () => {
    fc.assert(
      fc.property(fc.record({ note: fc.boolean(), photo: fc.boolean(), second: fc.boolean() }), fc.boolean(), fc.record({ note: fc.constantFrom('', ' ', 'x'), photos: fc.nat(2), answer: fc.constantFrom(null, 'yes') }), (needs, decides, said) => {
        const lacks = missing(step('s', { needs, kind: decides ? 'decide' : 'do' }), said)
        const all = (!decides || said.answer !== null) && (!needs.photo || said.photos > 0) && (!needs.note || said.note.trim() !== '')
        expect(lacks === null).toBe(all)
      }),
    )
  })

  it('call the roll while that step is under way', () => {
    const calling = activation('a', [step('roll', { kind: 'roll-call', post: 'duty-manager' })])
    expect(callsOf([calling, activation('b', [step('roll', { kind: 'roll-call', state: 'waiting' })])])).toEqual([calling])
    expect(theirs([calling], me)).toEqual([calling])
  })
})
