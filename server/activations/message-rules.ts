import { instructionStays } from '#shared/instructions.ts'
import type { Notice } from '#shared/plans.ts'
import { Refusal } from '../refusal.ts'

const tooOld = { zh: '确认已超过 30 秒，请重新确认', en: 'It was confirmed more than 30 s ago: confirm it again' } as const
/** Milliseconds that a desk's clock may be ahead of ours. */
const clockSlack = 2_000

/** @throws Refusal where it was confirmed too long ago. `at`: an ISO instant; `now`: epoch milliseconds. */
export function checkConfirmed(at: string, now: number): void {
  const age = now - Date.parse(at)
  if (age > instructionStays || age < -clockSlack) throw new Refusal('invalid', { errors: [{ field: 'at', message: tooOld }] })
}

/** What the timeline says of a message: both languages, since nobody knows who reads it. */
export const messageNote = ({ to, text }: Pick<Notice, 'to' | 'text'>): string => `${to.zh}：${text.zh} / ${to.en}: ${text.en}`
