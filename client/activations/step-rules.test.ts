import { expect, test } from 'vitest'
import type { ActivationStep } from '#shared/activations.ts'
import { stepLeft, waitsFor } from './step-rules.ts'

const step = (key: string, state: ActivationStep['state'], after: string[] = [], dueAt: string | null = null) => ({ key, state, after, dueAt }) as ActivationStep

test('a waiting step says which numbers it still waits for', () => {
  const last = step('d', 'waiting', ['a', 'b', 'c'])
  expect(waitsFor([step('a', 'done'), step('b', 'skipped'), step('c', 'open'), last], last)).toEqual([3])
})

test('only an open step with a limit has a clock, and it goes below nothing', () => {
  const due = '2026-11-21T00:10:00Z'
  expect(stepLeft(step('a', 'open', [], due), Date.parse(due) + 60_000)).toBe(-60)
  expect(stepLeft(step('a', 'open'), 0)).toBeNull()
  expect(stepLeft(step('a', 'done', [], due), 0)).toBeNull()
})
