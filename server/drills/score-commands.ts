import { scores } from '#db/schema/drills.ts'
import type { Score } from '#shared/drills.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkRated, isScored } from './drill-rules.ts'
import { findDrill, findScore } from './drill-store.ts'
import { scoreOnWire } from './drill-wire.ts'

export const scoreCommands: CommandHandlers<'score.give'> = { 'score.give': give }

/** One score for each who watched; what they say again takes its place. */
export const scoreOf = (drill: string, user: string): string => idFrom('score', drill, user)

async function give(parts: Parts, { request, caller, now }: Call<'score.give'>): Promise<Work> {
  const drill = await findDrill(parts, request.drill)
  if (!drill) throw new Refusal('not-found')
  await allow(parts, caller, 'score.give', drill.community)
  if (!isScored(drill, now)) throw new Refusal('illegal-move', { current: drill })
  checkRated(drill, request.rated)
  const id = scoreOf(drill.id, caller.actor.id)
  const before = await findScore(parts, id)
  return given({
    id, version: (before?.version ?? 0) + 1, community: drill.community, drill: drill.id, kind: 'observer', by: caller.actor.name, at: new Date(now).toISOString(),
    rated: request.rated, calm: request.calm ?? null, note: request.note,
  })
}

export function given(score: Score): Work {
  const body = scoreOnWire(score)
  return { changes: [change(scores, score, { name: 'score.given', body })], reply: { fact: 'score.given', body }, community: score.community, mode: score.drill, detail: { drill: score.drill } }
}
