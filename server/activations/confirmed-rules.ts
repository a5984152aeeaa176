import { instructionStays } from '#shared/instructions.ts'
import { Refusal } from '../refusal.ts'

const tooOld = { zh: '确认已超过 30 秒，请重新确认', en: 'It was confirmed more than 30 s ago: confirm it again' } as const
/** Milliseconds that a desk's clock may be ahead of ours. */
const clockSlack = 2_000

/**
 * What starts a plan, or leaves because of one, is done at once or not at all: a request that hung in a line until everybody had gone on to
 * something else would surprise the room. `at`: an ISO instant; `now`: epoch milliseconds.
 * @throws Refusal where it was confirmed too long ago, or by a clock that is ahead
 */
export function checkConfirmed({ at }: { at: string }, now: number): void {
  const age = now - Date.parse(at)
  if (age > instructionStays || age < -clockSlack) throw new Refusal('invalid', { errors: [{ field: 'at', message: tooOld }] })
}
