import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { bodyOf, stepLane, type Entry, type StepDeed } from './queue-rules.ts'
import { callsOf, checksOf, missing, stepsOf, theirs, type Checker } from './step-rules.ts'

const me = { id: 'me', community: 'c', post: 'security' } as const
const checker: Checker = { user: 'my-account', may: ({ drill }) => !drill }
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
    expect(theirs([one], me, checker)).toEqual([one])
    expect(theirs([activation('b', [step('x', { holder: holder('you') })]), activation('c', [step('y')], { community: 'other' }), activation('d', [step('z')], { state: 'asked' })], me, checker)).toEqual([])
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
    expect(bodyOf(entry('a', 's', 'check-step', { step: { activation: 'a', key: 's', version: 4 }, said: { note: '没关紧', ok: false } }))).toEqual({ step: 's', at, version: 4, ok: false, note: '没关紧' })
    expect(bodyOf(entry('a', 's', 'complete-step', { said: { note: '好', answer: 'yes' }, photos }))).toEqual({ step: 's', at, note: '好', photos: ['photo'], answer: 'yes' })
  })

  it('that are done wait for somebody else: with who did it to see, with who may confirm to judge, and with nobody else', () => {
    const of = (user: string) => ({ state: 'checking', checkingUser: user, holder: holder('you') }) as const
    const one = activation('a', [step('theirs', of('account')), step('mine', of('my-account')), step('open', { holder: holder('you') })])
    const drill = activation('b', [step('mine', of('my-account')), step('theirs', of('account'))], { mode: 'd' })
    expect(checksOf([drill, one], me, [], checker).map((check) => [check.activation.id, check.step.key, check.mine])).toEqual([['a', 'theirs', false], ['a', 'mine', true], ['b', 'mine', true]])
    expect(stepsOf([one, drill], me, [])).toEqual([])
    expect(theirs([activation('c', [step('x', of('account'))])], me, checker)).toHaveLength(1)
    expect(theirs([activation('c', [step('x', of('account'))], { mode: 'd' }), activation('e', [step('x', of('my-account'))], { community: 'other' })], me, checker)).toEqual([])
    expect(checksOf([one], null, [], checker)).toEqual([])
  })

  it('that wait to be sent look done, or judged, before they are', () => {
    const needs = { note: false, photo: false, second: true }
    const one = activation('a', [step('s', { holder: holder('me'), needs }), step('plain', { holder: holder('me') }), step('theirs', { state: 'checking', checkingUser: 'account' })])
    const waiting = [entry('a', 's', 'complete-step'), entry('a', 'plain', 'complete-step'), entry('a', 'theirs', 'check-step')]
    expect(checksOf([one], me, waiting, checker)).toMatchObject([{ step: { key: 's', state: 'checking' }, mine: true, queued: true }])
    const refused = { type: '/faults/conflict' as const, title: '', status: 409, detail: '' }
    expect(checksOf([one], me, waiting.map((each) => ({ ...each, refused })), checker)).toMatchObject([{ step: { key: 'theirs' }, mine: false }])
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
    expect(theirs([calling], me, checker)).toEqual([calling])
  })
})
