import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmStates, isAside, isSafety, needsAnswer, severities, type Alarm } from '#shared/alarms.ts'
import { alarmsOf, asideCounts, byUrgency, devicesOf, fold, heldBack } from './fold-rules.ts'

const start = Date.parse('2026-11-21T00:00:00Z')
let count = 0
const alarm = (over: Partial<Alarm> = {}): Alarm => ({
  id: `a${(count += 1)}`, version: 1, community: 'c', building: 'b', device: null, deviceName: null, kind: 'lift.fault', severity: 'minor', state: 'unacknowledged', text: '', point: null,
  raisedAt: new Date(start + count * 1000).toISOString(), deviceAt: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode: 'real', ...over,
})
const some = fc
  .array(
    fc.record({
      building: fc.constantFrom('b1', 'b2', 'b3', null), kind: fc.constantFrom('lift.fault', 'water.leak', 'littering'), severity: fc.constantFrom(...severities),
      state: fc.constantFrom(...alarmStates.filter((state) => state !== 'normal')), lifeSafety: fc.option(fc.boolean()), mode: fc.constantFrom('real', 'real', 'a-drill'), exercise: fc.constantFrom(null, null, 'test' as const),
    }),
    { maxLength: 80 },
  )
  .map((rows) => rows.map((row) => alarm(row)))
const rooms = fc.integer({ min: 2, max: 14 })
const ids = (alarms: readonly Alarm[]) => alarms.map(({ id }) => id).toSorted()

test('no alarm that rings is ever off the list: the lines together stand for each once, and fit', () => {
  fc.assert(
    fc.property(some, rooms, fc.boolean(), (alarms, room, flood) => {
      const lines = fold(alarms, { room, flood })
      expect(ids(lines.flatMap(alarmsOf))).toEqual(ids(alarms.filter((each) => !isAside(each))))
      expect(lines.length).toBeLessThanOrEqual(room)
    }),
  )
})

test('lines of several heights fit together, but for the first, which is always there', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 4, max: 40 }), fc.boolean(), (alarms, room, flood) => {
      const weigh = (line: { kind: string }) => (line.kind === 'one' ? 3 : line.kind === 'fold' ? 2 : 1)
      const lines = fold(alarms, { room, flood, weigh })
      expect(lines.reduce((sum, line) => sum + weigh(line), 0)).toBeLessThanOrEqual(room)
    }),
  )
})

test('life safety is a row of its own on top, flood or not, or counted where not even that has room', () => {
  fc.assert(
    fc.property(some, rooms, fc.boolean(), (alarms, room, flood) => {
      const lines = fold(alarms, { room, flood })
      const safe = alarms.filter((each) => !isAside(each) && isSafety(each)).length
      for (const line of lines) if (line.kind === 'fold') expect(line.alarms.some(isSafety)).toBe(false)
      const rows = lines.slice(0, safe)
      for (const line of rows) if (line.kind === 'one') expect(isSafety(line.alarm)).toBe(true)
      if (safe < room) expect(rows.every(({ kind }) => kind === 'one')).toBe(true)
    }),
  )
})

test('the list is the same in whatever order its alarms come, and what is worse never stands below', () => {
  fc.assert(
    fc.property(some, rooms, fc.boolean(), (alarms, room, flood) => {
      const lines = fold(alarms, { room, flood })
      expect(fold(alarms.toReversed(), { room, flood })).toEqual(lines)
      const worst = lines.filter(({ kind }) => kind !== 'rest').map((line) => (line.kind === 'one' ? line.alarm : line.worst))
      expect(worst).toEqual(worst.toSorted(byUrgency))
    }),
  )
})

test('the first line is, or stands for, the worst that nobody has answered, where no life hangs on another', () => {
  fc.assert(
    fc.property(some, rooms, (alarms, room) => {
      const meant = alarms.map((each): Alarm => ({ ...each, lifeSafety: null, mode: 'real', exercise: null }))
      const open = meant.filter(needsAnswer)
      const [line] = fold(meant, { room })
      if (open.length === 0 || !line) return
      const worst = Math.min(...open.map((each) => severities.indexOf(each.severity)))
      expect(severities.indexOf(line.kind === 'one' ? line.alarm.severity : line.worst.severity)).toBe(worst)
    }),
  )
})

test('with no room at all the worst is shown and the rest counted, and of nothing there is no line', () => {
  expect(fold([], { room: -3 })).toEqual([])
  expect(fold([alarm({ state: 'shelved' })], { room: -3 })).toEqual([])
  const lines = fold([alarm({ building: 'x', kind: 'x' }), alarm({ severity: 'critical', lifeSafety: true }), alarm({ severity: 'critical', lifeSafety: true })], { room: -3 })
  expect(lines.map((line) => [line.kind, alarmsOf(line).length])).toEqual([['one', 1], ['rest', 2]])
})

test('a storm of one cause is one line and leaves a critical alarm alone on its own', () => {
  const critical = alarm({ severity: 'critical', kind: 'lift.trapped' })
  const lines = fold([...Array.from({ length: 50 }, () => alarm({ kind: 'littering' })), critical], { room: 5 })
  expect(lines[0]).toMatchObject({ kind: 'one', alarm: { id: critical.id } })
  expect(lines[1]).toMatchObject({ kind: 'fold', by: 'cause', unacknowledged: 50 })
})

test('in a flood major alarms are folded by cause too, critical ones stand on top even when answered', () => {
  const critical = alarm({ severity: 'critical', state: 'acknowledged' })
  const majors = [alarm({ severity: 'major' }), alarm({ severity: 'major' })]
  expect(fold([...majors, critical], { room: 9 }).map(({ kind }) => kind)).toEqual(['one', 'one', 'one'])
  expect(fold([...majors, critical], { room: 9, flood: true }).map((line) => alarmsOf(line).length)).toEqual([2, 1])
})

test('three lesser alarms of one cause stay apart where there is room, four are one line', () => {
  expect(fold([alarm(), alarm(), alarm()], { room: 9 })).toHaveLength(3)
  expect(fold([alarm(), alarm(), alarm(), alarm()], { room: 9 })).toHaveLength(1)
})

test('what a drill raises stands below all that is real, and in no line with it', () => {
  const lines = fold([...Array.from({ length: 4 }, () => alarm({ mode: 'a-drill', severity: 'critical', lifeSafety: true })), ...Array.from({ length: 4 }, () => alarm({ severity: 'notice' }))], { room: 3 })
  expect(lines.map((line) => [...new Set(alarmsOf(line).map(({ mode }) => mode))])).toEqual([['real'], ['a-drill']])
})

test('what is put aside is counted by why, and what is held back is known by its cause', () => {
  const parent = alarm({ severity: 'critical', kind: 'power.lost' })
  const child = (device: string) => alarm({ state: 'suppressed', device, cause: { alarm: parent.id, tie: 'power', name: null } })
  const all = [parent, child('d1'), child('d1'), child('d2'), alarm({ state: 'shelved' }), alarm({ state: 'out-of-service' })]
  expect(asideCounts(all)).toEqual({ shelved: 1, suppressed: 3, 'out-of-service': 1 })
  expect(devicesOf(heldBack(all).get(parent.id) ?? [])).toBe(2)
  expect(fold(all, { room: 9 })).toHaveLength(1)
})
