import { handoverTransitions, type Handover, type HandoverMove, type HandoverState } from '#shared/handovers.ts'
import type { Me } from '../live/session.ts'

export type Side = 'give' | 'take'

/** Which sides whoever is signed in may sign now, by the server's rules: nobody signs both, and nobody of the roster for the other. */
export function sidesFor(handover: Pick<Handover, 'state' | 'given' | 'taken' | 'outgoing' | 'incoming'>, me: Pick<Me, 'user' | 'person'>): Side[] {
  const { state, given, taken, outgoing, incoming } = handover
  const bound = outgoing !== null && incoming !== null
  const sides: Side[] = []
  if (!given && allows(state, 'give') && taken?.by !== me.user.id && !(bound && me.person === incoming)) sides.push('give')
  if (!taken && allows(state, 'take') && given?.by !== me.user.id && !(bound && me.person === outgoing)) sides.push('take')
  return sides
}

function allows(state: HandoverState, move: HandoverMove): boolean {
  const moves: Partial<Record<HandoverMove, HandoverState>> = handoverTransitions[state]
  return moves[move] !== undefined
}

/** Where there is a choice, the side of who is on the roster comes first; else that of who comes, since that is what waits. */
export const mainSide = (sides: readonly Side[], handover: Pick<Handover, 'outgoing'>, me: Pick<Me, 'person'>): Side | null =>
  sides.find((side) => side === (me.person !== null && me.person === handover.outgoing ? 'give' : 'take')) ?? sides[0] ?? null
