import { scores } from '#db/schema/drills.ts'
import type { Score } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkRated, isScored, wrong } from './drill-rules.ts'
import { findDrill, findScore } from './drill-store.ts'
import { scoreOnWire } from './drill-wire.ts'

export const scoreCommands: CommandHandlers<'score.give' | 'score.strike'> = { 'score.give': give, 'score.strike': strike }

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
  if (before?.struck) throw wrong('drill', 'struck')
  return given({
    id, version: (before?.version ?? 0) + 1, community: drill.community, drill: drill.id, kind: 'observer', by: caller.actor.name, at: new Date(now).toISOString(),
    rated: request.rated, calm: request.calm ?? null, note: request.note,
  })
}

export const given = (score: Score): Work => workOf('score.given', score, { drill: score.drill })

async function strike(parts: Parts, { id, request: { version, reason }, caller, now }: Call<'score.strike'>): Promise<Work> {
  const held = await findScore(parts, id)
  if (!held) throw new Refusal('not-found')
  await allow(parts, caller, 'score.strike', held.community)
  if (held.struck) throw new Refusal('illegal-move', { current: held })
  if (held.version !== version) throw new Refusal('conflict', { current: held })
  const struck = { by: caller.actor.name, at: new Date(now).toISOString(), reason }
  return workOf('score.struck', { ...held, version: version + 1, struck }, { drill: held.drill, score: id, reason })
}

function workOf(name: Extract<FactName, `score.${string}`>, score: Score, detail: Record<string, unknown>): Work {
  const body = scoreOnWire(score)
  return { changes: [change(scores, score, { name, body })], reply: { fact: name, body }, community: score.community, mode: score.drill, detail }
}
