import { scores } from '#db/schema/drills.ts'
import type { Score } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import { allow } from '../identity/caller.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkRated, isScored, wrong } from './drill-rules.ts'
import { findDrill, findScore } from './drill-store.ts'
import { scoreOnWire } from './drill-wire.ts'
import { scoresIn, strikeOf } from './score-rules.ts'

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
  if (before && before.kind !== 'observer') throw wrong('drill', 'struck')
  return given({
    id, version: (before?.version ?? 0) + 1, community: drill.community, drill: drill.id, kind: 'observer', by: caller.actor.name, at: new Date(now).toISOString(),
    rated: request.rated, calm: request.calm ?? null, note: request.note,
  })
}

export const given = (score: Score): Work => workOf('score.given', score, (fact) => [change(scores, score, fact)], { drill: score.drill })

async function strike(parts: Parts, { id, request: { version, reason }, caller, now }: Call<'score.strike'>): Promise<Work> {
  const row = await findScore(parts, id)
  const [held] = row ? scoresIn([row]) : []
  if (!row || !held) throw new Refusal('not-found')
  await allow(parts, caller, 'score.strike', held.community)
  if (row.kind !== held.kind) throw new Refusal('illegal-move', { current: held })
  if (row.version !== version) throw new Refusal('conflict', { current: held })
  const struck = { by: caller.actor.name, at: new Date(now).toISOString(), reason }
  const { community, drill } = held
  const beside = change(scores, { id: strikeOf(id), version: 1, community, drill, kind: 'strike', by: struck.by, at: struck.at, rated: [], calm: null, note: reason })
  const next: Score = { ...held, version: version + 1, struck }
  return workOf('score.struck', next, (fact) => [change(scores, { ...next, kind: `${held.kind}-struck` }, fact), beside], { drill, score: id, reason })
}

function workOf(name: Extract<FactName, `score.${string}`>, score: Score, changes: (fact: { name: typeof name; body: Score }) => Change[], detail: Record<string, unknown>): Work {
  const body = scoreOnWire(score)
  return { changes: changes({ name, body }), reply: { fact: name, body }, community: score.community, mode: score.drill, detail }
}
