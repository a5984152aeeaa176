import { expect, test } from 'vitest'
import type { Alarm } from '#shared/alarms.ts'
import type { Order } from '#shared/orders.ts'
import { emptyPicture, type Picture } from '#shared/picture.ts'
import type { Activation } from '#shared/activations.ts'
import { headline } from './wall-headline.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const alarm = (id: string, severity: Alarm['severity'], state: Alarm['state'], more: Partial<Alarm> = {}) => ({ id, severity, state, raisedAt: before(5), mode: 'real', ...more }) as Alarm
const activation = (id: string, mode: string, of: string | null = null) => ({ id, mode, alarm: of, startedAt: before(3), steps: [] }) as unknown as Activation
const picture = (rows: { alarm?: Alarm[]; activation?: Activation[]; order?: Order[] }): Picture => ({
  ...emptyPicture(),
  alarm: new Map((rows.alarm ?? []).map((row) => [row.id, row])),
  activation: new Map((rows.activation ?? []).map((row) => [row.id, row])),
  order: new Map((rows.order ?? []).map((row) => [row.id, row])),
})

test('nothing wrong is said as such', () => {
  expect(headline(picture({ alarm: [alarm('seen', 'minor', 'acknowledged')] }), now)).toEqual({ kind: 'normal' })
})

test('the worst alarm speaks, unanswered before answered, the longest first', () => {
  const rows = [alarm('minor', 'minor', 'unacknowledged'), alarm('seen', 'critical', 'acknowledged'), alarm('new', 'critical', 'unacknowledged'), alarm('old', 'critical', 'unacknowledged', { raisedAt: before(9) })]
  expect(headline(picture({ alarm: rows }), now)).toMatchObject({ kind: 'alarm', alarm: { id: 'old' }, others: 3 })
})

test('what is put aside, or only a test of its sender, is no trouble', () => {
  const rows = [alarm('shelved', 'critical', 'shelved'), alarm('back', 'critical', 'suppressed'), alarm('work', 'major', 'out-of-service'), alarm('test', 'critical', 'unacknowledged', { exercise: 'test' })]
  expect(headline(picture({ alarm: rows }), now)).toEqual({ kind: 'normal' })
})

test('life safety speaks before whatever else; over a plan that runs for something else speaks only what nobody has answered', () => {
  const seen = alarm('seen', 'major', 'acknowledged', { lifeSafety: true })
  const fresh = alarm('fresh', 'critical', 'unacknowledged')
  expect(headline(picture({ alarm: [fresh, seen] }), now)).toMatchObject({ kind: 'alarm', alarm: { id: 'seen' } })
  expect(headline(picture({ alarm: [fresh, seen], activation: [activation('run', 'real', 'other')] }), now)).toMatchObject({ kind: 'alarm', alarm: { id: 'fresh' } })
})

test('a running plan speaks for its own alarm, but a new critical one is above it', () => {
  const own = alarm('own', 'critical', 'acknowledged')
  const running = activation('run', 'real', 'own')
  expect(headline(picture({ alarm: [own, alarm('m', 'major', 'unacknowledged')], activation: [running] }), now)).toMatchObject({ kind: 'activation', activation: { id: 'run' } })
  expect(headline(picture({ alarm: [own, alarm('x', 'critical', 'unacknowledged')], activation: [running] }), now)).toMatchObject({ kind: 'alarm', alarm: { id: 'x' } })
})

test('a drill never hides what is real, and an alarm of a drill is none', () => {
  const drill = activation('d', 'drill-id')
  expect(headline(picture({ activation: [drill], alarm: [alarm('d1', 'critical', 'unacknowledged', { mode: 'drill-id' })] }), now)).toMatchObject({ kind: 'drill' })
  expect(headline(picture({ activation: [drill], alarm: [alarm('r', 'minor', 'unacknowledged')] }), now)).toMatchObject({ kind: 'alarm', alarm: { id: 'r' } })
})

test('a drill started for a real alarm does not answer it', () => {
  const rows = { alarm: [alarm('r', 'critical', 'acknowledged')], activation: [activation('d', 'drill-id', 'r')] }
  expect(headline(picture(rows), now)).toMatchObject({ kind: 'alarm', alarm: { id: 'r' } })
})

test('of several plans the one that waits for a second person speaks, then the one that is late, and none of a drill before what is real', () => {
  const [early, late, asked, drill] = [activation('early', 'real'), { ...activation('late', 'real'), late: true, startedAt: before(1) }, { ...activation('asked', 'real'), state: 'asked' as const, startedAt: before(0) }, activation('drill', 'drill-id')]
  expect(headline(picture({ activation: [drill, early, late, asked] }), now)).toMatchObject({ activation: { id: 'asked' }, others: 2 })
  expect(headline(picture({ activation: [drill, early, late] }), now)).toMatchObject({ activation: { id: 'late' }, others: 1 })
  expect(headline(picture({ activation: [drill, early] }), now)).toMatchObject({ kind: 'activation', activation: { id: 'early' } })
  const fresh = alarm('fresh', 'critical', 'unacknowledged')
  expect(headline(picture({ activation: [asked], alarm: [fresh] }), now)).toMatchObject({ kind: 'alarm' })
})

test('urgent work whose promise is broken speaks when no alarm does', () => {
  const order = { id: 'o', state: 'reported', priority: 'urgent', respondBy: before(1), finishBy: before(-60), mode: 'real' } as Order
  expect(headline(picture({ order: [order] }), now)).toMatchObject({ kind: 'late', orders: 1 })
})
