import { expect, it } from 'vitest'
import type { Quarantined } from '#shared/quarantine.ts'
import { alike, flawOf, laidOut, wasCut } from './body-rules.ts'

let count = 0
const message = (more: Partial<Quarantined> = {}): Quarantined => ({
  id: String(++count), version: 1, at: '2026-11-22T01:00:00.000Z', door: 'alarms', key: 'k', keyName: '网关', community: null, reason: [{ field: 'kind', message: '缺少' }], body: '{}', state: 'kept', ...more,
})

it('finds where JSON is broken', () => {
  expect(flawOf('alarms', '{"a":1}')).toBeNull()
  expect(flawOf('alarms', '{\n"a":1,\n}')).toMatchObject({ form: 'json', line: 3 })
  expect(flawOf('alarms', '')?.form).toBe('json')
})

it('lays JSON out, and leaves anything else as it came', () => {
  expect(laidOut('alarms', '{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(laidOut('alarms', 'api_key=1')).toBe('api_key=1')
  expect(laidOut('cap', '<alert/>')).toBe('<alert/>')
})

it('knows what was cut', () => {
  expect(wasCut(message({ body: 'x'.repeat(16 * 1024) }))).toBe(true)
  expect(wasCut(message({ body: '字'.repeat(5_461) }))).toBe(true)
  expect(wasCut(message({ door: 'cap', body: 'x'.repeat(16 * 1024) }))).toBe(false)
})

it('groups what is wrong in the same way and still waits', () => {
  const rows = [
    message({ reason: [{ field: '[0].kind', message: '缺少' }] }), message({ reason: [{ field: '[7].kind', message: '缺少' }] }), message({ reason: [{ field: '[1].kind', message: '缺少' }] }),
    message({ reason: [{ field: '[1].kind', message: '缺少' }], state: 'dismissed' }), message({ door: 'cap' }), message(),
  ]
  expect(alike(rows).map(({ door, reason, messages }) => [door, reason.field, messages.length])).toEqual([['alarms', '[].kind', 3]])
})
