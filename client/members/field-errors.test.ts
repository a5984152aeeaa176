import { expect, test } from 'vitest'
import { fieldErrors } from './field-errors.ts'

const failed = (...fields: string[]) => ({ problem: { type: '/faults/invalid' as const, title: '', status: 400, detail: '', errors: fields.map((field) => ({ field, message: `about ${field}` })) } })
const shown = /^name$|^grants\[/

test('what a field says is not said again below', () => {
  const { wrong, rest } = fieldErrors(failed('name', 'grants[1].scope'), shown)
  expect([wrong('name'), wrong('grants[0]'), wrong('grants[1]'), rest]).toEqual(['about name', undefined, 'about grants[1].scope', null])
})

test('what has no field of its own is said below', () => {
  expect(fieldErrors(failed('name', 'grants'), shown).rest?.problem?.errors).toEqual([{ field: 'grants', message: 'about grants' }])
  expect(fieldErrors({ problem: null }, shown).rest).toEqual({ problem: null })
  expect(fieldErrors(null, shown).rest).toBeNull()
})
