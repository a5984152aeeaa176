import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Failures of one account from one address before it has to wait. */
const free = 5
const firstWait = 30
const longestWait = 900
/** Failures are forgotten after this, seconds. */
const memory = 3_600

/** Too many tries; `retryAfter` in seconds. */
export class TooMany extends Error {
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('too-many')
    this.retryAfter = retryAfter
  }
}

/** One try at a name from an address. `known`: the account has been signed in to from there before. */
export type Try = { name: string; address: string; known: boolean }

/** Seconds to wait after the `failures`-th failure. */
export const waitAfter = (failures: number): number => (failures < free ? 0 : Math.min(longestWait, firstWait * 2 ** (failures - free)))

/** As people know an IPv4 address that came over an IPv6 socket. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** Whoever has an IPv6 address has its whole /64. */
export function limitedAddress(address: string): string {
  const plain = plainAddress(address)
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) groups.push(...Array<string>(Math.max(0, 8 - groups.length - tail.split(':').filter(Boolean).length)).fill('0'))
  return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}

/**
 * How often somebody may try to sign in. An account and an address together have five failures, then waits that double.
 * Where that account was never signed in to from that address, two more limits hold: on the address (for all accounts) and on
 * the account (for all such addresses). So whoever hammers an account from elsewhere shuts themselves out, not the control room.
 * A try counts before it is looked at, so that many at once are no more than many in a row.
 */
export class SignInLimit {
  private readonly failures = new RateLimiterMemory({ keyPrefix: 'failures', points: Number.MAX_SAFE_INTEGER, duration: memory })
  private readonly waits = new RateLimiterMemory({ keyPrefix: 'waits', points: 1, duration: firstWait })
  private readonly strangers = [
    { limiter: new RateLimiterMemory({ keyPrefix: 'address', points: 60, duration: 600 }), keyOf: (one: Try) => limitedAddress(one.address) },
    { limiter: new RateLimiterMemory({ keyPrefix: 'account', points: 30, duration: memory, blockDuration: longestWait }), keyOf: (one: Try) => one.name },
  ]

  /** @returns what to call when the try succeeded; a failure needs no word. @throws TooMany */
  async attempt(one: Try): Promise<() => Promise<void>> {
    const pair = `${one.name}\n${limitedAddress(one.address)}`
    const { consumedPoints } = await this.failures.penalty(pair)
    const wait = waitAfter(consumedPoints)
    try {
      if (wait > 0) await this.waits.consume(pair, 1, { customDuration: wait })
      if (!one.known) for (const { limiter, keyOf } of this.strangers) await limiter.consume(keyOf(one))
    } catch (error) {
      await this.failures.reward(pair)
      throw error instanceof RateLimiterRes ? new TooMany(error.msBeforeNext / 1_000) : error
    }
    return async () => {
      await Promise.all([this.failures.delete(pair), this.waits.delete(pair), ...(one.known ? [] : this.strangers.map(({ limiter, keyOf }) => limiter.reward(keyOf(one))))])
    }
  }
}
