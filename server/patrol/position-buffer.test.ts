import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PositionBuffer } from './position-buffer.ts'
import type { Measured } from './position-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const rows = (count: number, person = 'p'): Measured[] =>
  Array.from({ length: count }, (_, i) => ({ person: `${person}${i}`, community: 'c', at: 0, receivedAt: 0, point: [120, 30], accuracy: null, battery: null, current: true }))

/** A store that keeps what it was given and finishes when told to. */
function slowStore() {
  const batches: { size: number; finish: (error?: Error) => void }[] = []
  const buffer = new PositionBuffer(
    (batch) => new Promise((resolve, reject) => batches.push({ size: batch.length, finish: (error) => (error ? reject(error) : resolve()) })),
  )
  return { buffer, batches }
}

it('what comes within a quarter of a second is stored together, and answered only then', async () => {
  const { buffer, batches } = slowStore()
  let answered = 0
  const added = [buffer.add(rows(2)), buffer.add(rows(3))].map((one) => one.then(() => answered++))
  await vi.advanceTimersByTimeAsync(249)
  expect(batches).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(batches.map(({ size }) => size)).toEqual([5])
  expect(answered).toBe(0)
  batches[0]?.finish()
  await Promise.all(added)
  expect(answered).toBe(2)
})

it('two thousand rows do not wait, and one batch is under way at a time', async () => {
  const { buffer, batches } = slowStore()
  const first = buffer.add(rows(2_000))
  const second = buffer.add(rows(2_500))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(batches.map(({ size }) => size)).toEqual([2_000])
  batches[0]?.finish()
  await first
  expect(batches.map(({ size }) => size)).toEqual([2_000, 2_500])
  batches[1]?.finish()
  await second
})

it('what could not be stored is not answered as stored, and the next batch is', async () => {
  const { buffer, batches } = slowStore()
  const failed = buffer.add(rows(1)).then(() => 'stored', (error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(250)
  batches[0]?.finish(new Error('away'))
  expect(await failed).toBe('away')
  const next = buffer.add(rows(1))
  await vi.advanceTimersByTimeAsync(250)
  batches[1]?.finish()
  await next
  expect(batches).toHaveLength(2)
})
