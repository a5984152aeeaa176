import { plansOf } from '#db/library/all.ts'
import { plans } from '#db/schema/plans.ts'
import { real } from '#shared/modes.ts'
import { change } from '../journal/change.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { knownScenes, knownSeries } from './plan-store.ts'

/**
 * Puts the first edition of each scene in force of which there was never any plan, with the blocks that it needs, all at once. What was
 * retired stays so.
 */
export async function publishLibrary(parts: Parts): Promise<void> {
  const scenes = await knownScenes(parts)
  const library = plansOf((...name) => idFrom('library', name.at(-1) ?? ''), new Date(parts.now()).toISOString())
  const lacking = library.filter(({ scene }) => !scenes.has(scene))
  const blocks = new Set(lacking.flatMap(({ steps }) => steps.flatMap(({ block }) => block ?? [])))
  const there = await knownSeries(parts, library.map(({ series }) => series))
  const put = library.filter(({ scene, series }) => (!scenes.has(scene) || blocks.has(series)) && !there.has(series))
  if (put.length === 0) return
  const ids = put.map(({ id }) => id)
  const work = { changes: put.map((body) => change(plans, body, { name: 'plan.published', body })), reply: null, community: null, mode: real, detail: { plans: ids } }
  const answer = await parts.journal.commit(systemCommand('plans', 'plan.library', idFrom('plan.library', ...ids), work))
  if (!answer.ok) parts.log.warn({ plans: ids, code: answer.code }, 'the library of plans was not put in')
}
