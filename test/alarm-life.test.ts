import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { responses as responseTable } from '#db/schema/responses.ts'
import { Alarm, alarmAfter, alarmStates, isActive, type AlarmMove, type AlarmState } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { applyFacts, emptyPicture, pictureOf } from '#shared/picture.ts'
import { onWire } from '#server/alarms/alarm-wire.ts'
import { change } from '#server/journal/change.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { systemCommand } from '#server/journal/system.ts'
import { readSnapshot } from '#server/live/snapshot-store.ts'
import { openFeatures, type Features } from './features.ts'
import { deciders, InDatabase, InMemory, meant, type Carrier, type Deciders } from './alarm-life.carriers.ts'
import { AlarmModel, people, type Doing, type Kind } from './alarm-life.model.ts'

const begun = Date.parse('2026-03-01T08:00:00.000Z')
const lives = Number(process.env.LIVES ?? 1_500)

const kinds: Kind[] = [
  { kind: 'model.plain', life: false, latching: false, clocks: { answer: 61, start: 1_201, arrive: null }, escalate: [67, null, 607] },
  { kind: 'model.latching', life: false, latching: true, clocks: { answer: 61, start: null, arrive: 901 }, escalate: [67, 181, null] },
  { kind: 'lift.trapped', life: true, latching: false, clocks: { answer: 29, start: 179, arrive: 899 }, escalate: [31, 61, 307] },
  { kind: 'fire.signal', life: true, latching: true, clocks: { answer: 14, start: 59, arrive: null }, escalate: [null, null, null] },
]
const rowOf = ({ kind, life, latching, clocks, escalate }: Kind): AlarmResponse => ({
  id: randomUUID(), version: 1, community: null, kind, severity: 'major', lifeSafety: life, latching, clocks, escalate: escalate as AlarmResponse['escalate'], order: null, ended: false,
})
const rows = kinds.map(rowOf)

const who = fc.constantFrom(...people)
const plain = ['comment', 'unshelve', 'reset', 'suppress', 'remove', 'release'] as const
const happening: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Doing>({ what: 'raise' }, { what: 'clear' }) },
  { weight: 3, arbitrary: who.map((one): Doing => ({ what: 'acknowledge', who: one })) },
  { weight: 4, arbitrary: fc.constantFrom(...plain).map((what): Doing => ({ what })) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('own' as const, 'agree' as const), who).map(([what, one]): Doing => ({ what, who: one })) },
  { weight: 2, arbitrary: fc.tuple(who, fc.constantFrom(1, 24)).map(([one, hours]): Doing => ({ what: 'shelve', who: one, hours })) },
  { weight: 6, arbitrary: fc.constantFrom(100, 4_003, 20_011, 59_999, 61_007, 10 * 60_013, 3_600_017).map((ms): Doing => ({ what: 'wait', ms })) },
)
const inMemory: fc.Arbitrary<Doing> = fc.oneof({ weight: 20, arbitrary: happening }, { weight: 1, arbitrary: fc.tuple(fc.constantFrom('dead' as const, 'worked' as const), fc.boolean()).map(([what, on]): Doing => ({ what, on })) })

/** Follows a life on both sides, and says what was met on the way. */
async function follow(carrier: Carrier, kind: Kind, life: readonly Doing[], met: (state: AlarmState, doing: Doing) => void = () => {}): Promise<void> {
  const model = new AlarmModel(kind, begun)
  for (const doing of life) {
    met(model.state, doing)
    const [done, possible] = [await carrier.act(doing), model.act(doing)]
    expect({ done, ...(await carrier.look()) }, JSON.stringify(doing)).toEqual({ done: possible, ...meant(model) })
  }
}

const anyLife = (of: fc.Arbitrary<Doing>, longest: number) => fc.tuple(fc.constantFrom(...kinds), fc.array(of, { minLength: 1, maxLength: longest, size: 'max' }))
const memory = (kind: Kind, decide: Deciders = deciders): InMemory => new InMemory(kind, rows, begun, decide)

describe('the life of an alarm', () => {
  it('is what the model says, in all states and whatever happens', async () => {
    const met = new Set<string>()
    await fc.assert(fc.asyncProperty(anyLife(inMemory, 60), ([kind, life]) => follow(memory(kind), kind, life, (state, { what }) => met.add(`${state} ${what}`))), { numRuns: lives })
    const whats = ['raise', 'clear', 'acknowledge', 'own', 'shelve', 'agree', 'wait', 'dead', 'worked', ...plain]
    expect(alarmStates.flatMap((state) => whats.map((what) => `${state} ${what}`)).filter((pair) => !met.has(pair))).toEqual([])
  })

  it('agrees with the transition table at every step', () => {
    const moveOf: Record<string, AlarmMove> = {
      'alarm.raised': 'raise', 'alarm.repeated': 'raise', 'alarm.chattered': 'raise', 'alarm.cleared': 'clear', 'alarm.acknowledged': 'acknowledge', 'alarm.reset': 'reset',
      'alarm.shelved': 'shelve', 'alarm.suppressed': 'suppress', 'alarm.removed': 'remove', 'alarm.released': 'release',
    }
    fc.assert(fc.property(anyLife(inMemory, 60), ([kind, life]) => {
      const carrier = memory(kind)
      for (const doing of life) carrier.act(doing)
      let [before, version]: [AlarmState, number] = ['normal', 0]
      for (const { fact, alarm } of carrier.steps) {
        if (fact === 'alarm.raised') [before, version] = ['normal', 0]
        expect(alarm.version).toBe(++version)
        const held = { active: isActive(alarm), latching: kind.latching }
        const stood = before
        const move = fact === 'alarm.settled' && !held.active ? 'clear' : moveOf[fact ?? '']
        const led = move ? alarmAfter(stood, move, held) : stood
        // What is raised while it is aside is put aside in the same breath.
        const aside = stood === 'normal' && led === 'unacknowledged' ? [led, alarmAfter(led, 'suppress', held), alarmAfter(led, 'remove', held)] : [led]
        expect(aside).toContain(alarm.state)
        expect(Alarm.parse(onWire(alarm))).toEqual(onWire(alarm))
        before = alarm.state
      }
    }), { numRuns: Math.ceil(lives / 5) })
  })

  const broken: [string, Partial<Deciders>][] = [
    ['a shelved alarm ends with its condition', {
      said: (held, said, setting) => {
        const step = deciders.said(held, said, setting)
        return step?.fact === 'alarm.cleared' && step.alarm.state === 'shelved' ? { ...step, alarm: { ...step.alarm, state: 'normal', active: null } } : step
      },
    }],
    ['one person shelves life safety', { agree: (alarm, request, by) => deciders.agree(alarm, request, { ...by, id: `${by.id} again` }) }],
    ['what comes back stays acknowledged', {
      said: (held, said, setting) => {
        const step = deciders.said(held, said, setting)
        return step && held?.alarm.state === 'normal' && step.fact === 'alarm.repeated' ? { ...step, alarm: { ...step.alarm, acknowledgedBy: held.alarm.acknowledgedBy } } : step
      },
    }],
    ['who acts is told on all the same', { escalate: (alarm, ground, due) => deciders.escalate({ ...alarm, owner: null }, ground, due) }],
    ['a chatterer that went stays', { settle: (alarm, chatter, now) => deciders.settle(alarm, { ...chatter, active: true }, now) }],
    ['a clock that is kept stops the others', { late: (alarm, now) => (alarm.clocks?.some(({ kept }) => kept !== null) ? null : deciders.late(alarm, now)) }],
    ['the wish of yesterday counts', { wishOver: () => null }],
  ]
  it.each(broken)('is found out where %s', async (_what, variant) => {
    const wrong = fc.assert(fc.asyncProperty(anyLife(inMemory, 60), ([kind, life]) => follow(memory(kind, { ...deciders, ...variant }), kind, life)), { numRuns: lives, endOnFailure: true })
    await expect(wrong).rejects.toThrow()
  })
})

describe('in the database', () => {
  let on: Features
  beforeAll(async () => {
    on = await openFeatures()
    const set = rows.map((row) => change(responseTable, row, { name: 'response.set', body: row }))
    const answer = await on.parts.journal.commit(systemCommand('test', 'responses', randomUUID(), { changes: set, reply: null, community: null, mode: 'real' }))
    if (!answer.ok) throw new Error(answer.message)
  })
  afterAll(() => on.close())

  it('is the same life, and every screen is told the whole of it', async () => {
    await fc.assert(fc.asyncProperty(anyLife(happening, 40), ([kind, life]) => follow(new InDatabase(on, kind.kind, begun), kind, life)), { numRuns: Math.ceil(lives / 50) })
    const { rows: shown } = await readSnapshot(on.parts.sql, [on.world.a.id], ['alarm'])
    const facts = await readFacts(on.parts.sql, 0, 1_000_000)
    expect(pictureOf(shown).alarm).toEqual(applyFacts(emptyPicture(), facts).alarm)
    for (const { name, body } of facts) if (name.startsWith('alarm.')) expect(Alarm.parse(body)).toEqual(body)
  })
})
