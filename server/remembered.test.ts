import { describe, expect, it } from 'vitest'
import { Remembered } from './remembered.ts'

describe('what was looked up', () => {
  it('is looked up once by those who ask together, and again when its time is over', async () => {
    const held = new Remembered<number>(100, 10)
    let looks = 0
    const look = async () => ++looks
    expect(await Promise.all([held.get('a', 0, look), held.get('a', 99, look)])).toEqual([1, 1])
    expect(await held.get('a', 100, look)).toBe(2)
    expect(await held.get('b', 100, look)).toBe(3)
  })

  it('is not kept where it failed, and a late failure takes nothing newer away', async () => {
    const held = new Remembered<number>(100, 10)
    await expect(held.get('a', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    expect(await held.get('a', 1, async () => 7)).toBe(7)
    let fail = (_: Error): void => {}
    const slow = held.get('b', 0, () => new Promise<number>((_, reject) => void (fail = reject)))
    held.forget()
    expect(await held.get('b', 1, async () => 8)).toBe(8)
    fail(new Error('late'))
    await expect(slow).rejects.toThrow('late')
    expect(await held.get('b', 2, async () => 9)).toBe(8)
  })

  it('never holds more than it may', async () => {
    const held = new Remembered<number>(100, 3)
    for (let i = 0; i < 3; i++) await held.get(`${i}`, 0, async () => i)
    await held.get('3', 50, async () => 3)
    expect(await held.get('0', 51, async () => 99)).toBe(99)
    expect(await held.get('3', 51, async () => 99)).toBe(3)
  })
})
