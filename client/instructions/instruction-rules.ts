import { unreached, type Instruction, type instructionStates } from '#shared/instructions.ts'

type State = (typeof instructionStates)[number]
/** `left`: seconds for which an answer may still come; what is over and not yet said to be is shown as if it were. */
export type Come = { kind: 'waiting'; left: number } | { kind: 'unreached'; why: (typeof unreached)[number] } | { kind: Exclude<State, 'waiting'> }

/** What came of an instruction. `now` in epoch milliseconds. */
export function comeOf({ state, answer, answeredAt, expiresAt }: Pick<Instruction, 'state' | 'answer' | 'answeredAt' | 'expiresAt'>, now: number): Come {
  if (state === 'waiting') {
    const left = (Date.parse(expiresAt) - now) / 1_000
    return left > 0 ? { kind: 'waiting', left } : { kind: 'expired' }
  }
  const why = state === 'refused' && answeredAt === null ? unreached.find((one) => one === answer) : undefined
  return why ? { kind: 'unreached', why } : { kind: state }
}
