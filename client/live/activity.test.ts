import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useActivity, watchActivity } from './activity.ts'

let told: number[]
let line: boolean
let stop: () => void
const start = Date.parse('2026-01-05T03:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  told = []
  line = true
  stop = watchActivity(() => line && told.push(Date.now() - start) > 0)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const move = () => window.dispatchEvent(new Event('pointermove'))
const press = () => window.dispatchEvent(new Event('keydown'))

test('the first sign is told at once, and a hundred more only once when the minute is over', () => {
  for (let i = 0; i < 100; i += 1) move()
  expect(told).toEqual([0])
  vi.advanceTimersByTime(59_999)
  expect(told).toEqual([0])
  vi.advanceTimersByTime(1)
  expect(told).toEqual([0, 60_000])
})

test('nobody there: nothing is told', () => {
  press()
  vi.advanceTimersByTime(3_600_000)
  expect(told).toEqual([0])
  expect(useActivity.getState().toldAt).toBe(start)
})

test('after a pause the next sign is told at once', () => {
  press()
  vi.advanceTimersByTime(600_000)
  press()
  expect(told).toEqual([0, 600_000])
  expect(useActivity.getState().toldAt).toBe(start + 600_000)
})

test('a page that has stopped watching tells nothing more', () => {
  press()
  press()
  stop()
  vi.advanceTimersByTime(600_000)
  move()
  expect(told).toEqual([0])
})

test('what a cut line could not take is told when there is one again', () => {
  line = false
  press()
  vi.advanceTimersByTime(5_000)
  line = true
  press()
  expect(told).toEqual([5_000])
})
