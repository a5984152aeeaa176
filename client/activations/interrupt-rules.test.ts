import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alarmStates, severities, type Alarm } from '#shared/alarms.ts'
import { interrupting } from './interrupt-rules.ts'

const at = '2026-11-21T00:00:00Z'
const alarm = (id: string, more: Partial<Alarm> = {}) => ({ id, community: 'a', kind: 'fire', severity: 'critical', state: 'unacknowledged', mode: 'real', raisedAt: at, lifeSafety: false, ...more }) as Alarm
const any = fc.record({ severity: fc.constantFrom(...severities), state: fc.constantFrom(...alarmStates), mode: fc.constantFrom('real', 'drill-1', 'probe'), community: fc.constantFrom('a', 'b'), lifeSafety: fc.boolean() })

it('only what is real, grave, unanswered and of the drill’s own community ends a drill', () => {
  fc.assert(fc.property(fc.array(any, { maxLength: 12 }), (rows) => {
    const alarms = rows.map((row, i) => alarm(String(i), row))
    const found = interrupting([{ community: 'a' }], alarms)
    for (const one of found) {
      expect(one).toMatchObject({ mode: 'real', community: 'a' })
      expect(['unacknowledged', 'returned']).toContain(one.state)
      expect(one.severity === 'critical' || one.lifeSafety === true).toBe(true)
    }
    expect(interrupting([], alarms)).toEqual([])
  }))
})

it('what endangers lives is named first, then what has stood the longest', () => {
  const rows = [alarm('new', { raisedAt: '2026-11-21T00:05:00Z' }), alarm('old'), alarm('lives', { severity: 'major', lifeSafety: true, raisedAt: '2026-11-21T00:09:00Z' }), alarm('test', { exercise: 'test' })]
  expect(interrupting([{ community: 'a' }], rows).map(({ id }) => id)).toEqual(['lives', 'old', 'new'])
})
