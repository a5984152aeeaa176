import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Too much by one code; `retryAfter` in seconds. */
export class ReportedTooMuch extends Error {
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('too-many')
    this.retryAfter = retryAfter
  }
}

const minutes = 60

/**
 * How much may come by a code that anybody can scan, in ten minutes. A whole building may share one address, and a burst pipe is
 * reported by many: so what one address does with one code is limited tightly, and a code, and an address as a whole, widely.
 */
const limits = {
  look: { each: 60, code: 1_200, address: 600 },
  photo: { each: 24, code: 160, address: 120 },
  send: { each: 6, code: 40, address: 30 },
} as const

export type ReportAct = keyof typeof limits

export class ReportLimits {
  private readonly limiters = Object.fromEntries(
    Object.entries(limits).map(([act, { each, code, address }]) => {
      const of = (points: number) => new RateLimiterMemory({ keyPrefix: act, points, duration: 10 * minutes })
      return [act, { each: of(each), code: of(code), address: of(address) }]
    }),
  ) as Record<ReportAct, Record<'each' | 'code' | 'address', RateLimiterMemory>>

  /** @throws ReportedTooMuch */
  async count(act: ReportAct, code: string, address: string): Promise<void> {
    const { each, code: ofCode, address: ofAddress } = this.limiters[act]
    try {
      await each.consume(`${code} ${address}`)
      await ofAddress.consume(address)
      await ofCode.consume(code)
    } catch (error) {
      throw error instanceof RateLimiterRes ? new ReportedTooMuch(error.msBeforeNext / 1_000) : error
    }
  }
}
