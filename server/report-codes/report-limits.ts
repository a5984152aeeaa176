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

/** Nobody has shown that a phone is theirs, and each report makes messages to it: so many name one in a day. */
const perPhone = { points: 5, duration: 24 * 3_600 }

export class ReportLimits {
  private readonly limiters = Object.fromEntries(
    Object.entries(limits).map(([act, { each, code, address }]) => {
      const of = (points: number) => new RateLimiterMemory({ keyPrefix: act, points, duration: 10 * minutes })
      return [act, { each: of(each), code: of(code), address: of(address) }]
    }),
  ) as Record<ReportAct, Record<'each' | 'code' | 'address', RateLimiterMemory>>

  private readonly phones = new RateLimiterMemory({ keyPrefix: 'phone', ...perPhone })

  /** One more report that names this phone, however it is written. @throws ReportedTooMuch */
  async countPhone(phone: string): Promise<void> {
    await consumed(this.phones.consume(phone.normalize('NFKC').replaceAll(/\D/g, '')))
  }

  /** @throws ReportedTooMuch */
  async count(act: ReportAct, code: string, address: string): Promise<void> {
    const { each, code: ofCode, address: ofAddress } = this.limiters[act]
    // First: whoever makes codes up leaves no trace beyond their own limit.
    await consumed(ofAddress.consume(address))
    await consumed(each.consume(`${code} ${address}`))
    await consumed(ofCode.consume(code))
  }
}

async function consumed(counting: Promise<unknown>): Promise<void> {
  try {
    await counting
  } catch (error) {
    throw error instanceof RateLimiterRes ? new ReportedTooMuch(error.msBeforeNext / 1_000) : error
  }
}
