import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { limitedAddress, SignInLimit, TooMany, waitAfter, type Try } from './sign-in-limit.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const from = (address: string, known = false, name = 'manager'): Try => ({ name, address, known })
/** What became of each of so many tries that all fail: let through, or the seconds to wait. */
async function fail(limit: SignInLimit, one: Try, times: number): Promise<(true | number)[]> {
  const became: (true | number)[] = []
  for (let i = 0; i < times; i++) became.push(await tryOnce(limit, one))
  return became
}
const tryOnce = (limit: SignInLimit, one: Try): Promise<true | number> =>
  limit.attempt(one).then(() => true as const, (error: unknown) => {
    if (!(error instanceof TooMany)) throw error
    return Math.round(error.retryAfter)
  })

describe('whoever guesses', () => {
  it('has five tries, then waits that double', async () => {
    const limit = new SignInLimit()
    expect(await fail(limit, from('192.0.2.1'), 7)).toEqual([true, true, true, true, true, 30, 30])
    vi.advanceTimersByTime(30_000)
    expect(await fail(limit, from('192.0.2.1'), 2)).toEqual([true, 60])
    vi.advanceTimersByTime(60_000)
    expect(await fail(limit, from('192.0.2.1'), 2)).toEqual([true, 120])
    expect([4, 5, 6, 9, 10, 40].map(waitAfter)).toEqual([0, 30, 60, 480, 900, 900])
  })

  it('gets no more through by guessing many at once', async () => {
    const limit = new SignInLimit()
    const became = await Promise.all(Array.from({ length: 100 }, () => tryOnce(limit, from('192.0.2.1'))))
    expect(became.filter((one) => one === true)).toHaveLength(5)
  })

  it('begins anew when they get it right', async () => {
    const limit = new SignInLimit()
    await fail(limit, from('192.0.2.1'), 4)
    await (await limit.attempt(from('192.0.2.1')))()
    expect(await fail(limit, from('192.0.2.1'), 6)).toEqual([true, true, true, true, true, 30])
  })

  it('from many addresses shuts strangers out of the account, and nobody who has been there', async () => {
    const limit = new SignInLimit()
    const desk = from('10.0.0.5', true)
    const tries = Array.from({ length: 60 }, (_, i) => from(`198.51.100.${i}`))
    const became: (true | number)[] = []
    for (const one of tries) became.push(await tryOnce(limit, one))
    expect(became.filter((one) => one === true)).toHaveLength(30)
    expect(await tryOnce(limit, from('203.0.113.9'))).toBeGreaterThan(60)
    expect(await tryOnce(limit, desk)).toBe(true)
    // The control: a desk that counted as a stranger would be shut out with them.
    expect(await tryOnce(limit, { ...desk, known: false })).toBeGreaterThan(60)
  })

  it('at many names from one address is shut out there, but not where somebody at that address is known', async () => {
    const limit = new SignInLimit()
    const became: (true | number)[] = []
    for (let i = 0; i < 100; i++) became.push(await tryOnce(limit, from('192.0.2.1', false, `name-${i}`)))
    expect(became.filter((one) => one === true)).toHaveLength(60)
    expect(await tryOnce(limit, from('192.0.2.1', true))).toBe(true)
  })
})

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, counted) => {
    expect(limitedAddress(address)).toBe(counted)
  })
})
