import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Too much by one code; `retryAfter` in seconds. */
export class ScoredTooMuch extends Error {
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('too-many')
    this.retryAfter = retryAfter
  }
}

/**
 * In ten minutes. Those who watch a drill may share one address, and each says it a few times anew; whoever guesses codes comes with
 * another code each time, from one address.
 */
const limits = { look: { each: 120, code: 2_000, address: 300 }, give: { each: 60, code: 400, address: 120 } } as const

/** Residents who score for the first time, from one address in an hour: neighbours share one, and nobody is a crowd. */
const newcomers = { points: 20, duration: 3_600 }

export type ScoreAct = keyof typeof limits

export class ScoreLimits {
  private readonly limiters = Object.fromEntries(
    Object.entries(limits).map(([act, points]) => [act, Object.fromEntries(Object.entries(points).map(([of, most]) => [of, new RateLimiterMemory({ keyPrefix: act, points: most, duration: 600 })]))]),
  ) as Record<ScoreAct, Record<'each' | 'code' | 'address', RateLimiterMemory>>

  private readonly newcomers = new RateLimiterMemory({ keyPrefix: 'newcomer', ...newcomers })

  /** Somebody who has not scored this drill before. @throws ScoredTooMuch */
  async countNewcomer(address: string): Promise<void> {
    await consumed(this.newcomers.consume(address))
  }

  /** @throws ScoredTooMuch */
  async count(act: ScoreAct, code: string, address: string): Promise<void> {
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
    throw error instanceof RateLimiterRes ? new ScoredTooMuch(error.msBeforeNext / 1_000) : error
  }
}
