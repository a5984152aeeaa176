import { instructionStays } from '#shared/instructions.ts'
import { Refusal, type FieldError } from '../refusal.ts'

const tooOld = { zh: '确认已超过 30 秒，请重新确认', en: 'It was confirmed more than 30 s ago: confirm it again' } as const
const ahead = { zh: '本机时钟比服务器快 30 秒以上，请校准后重试', en: 'The clock here is more than 30 s ahead of the server’s: set it and try again' } as const

/**
 * What starts a plan, leaves because of one, or tells a device to act is done at once or not at all: a request that hung in a line until
 * everybody had gone on to something else would surprise the room. A clock may be as much ahead: desks go by the database's, or their own
 * until they have heard of it. `at`: an ISO instant; `now`: epoch milliseconds. @returns what is wrong with it, if anything
 */
export function unconfirmed(at: string, now: number): FieldError[] {
  const age = now - Date.parse(at)
  return Math.abs(age) <= instructionStays ? [] : [{ field: 'at', message: age > 0 ? tooOld : ahead }]
}

/** @throws Refusal where it was confirmed too long ago, or by a clock that is ahead */
export function checkConfirmed({ at }: { at: string }, now: number): void {
  const errors = unconfirmed(at, now)
  if (errors.length > 0) throw new Refusal('invalid', { errors })
}
