import { plansOf } from '#db/library/all.ts'
import { plans } from '#db/schema/plans.ts'
import { real } from '#shared/modes.ts'
import { change } from '../journal/change.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { knownScenes, knownSeries } from './plan-store.ts'

/** Puts the first edition of each scene in force of which there was never any plan, with the blocks that it puts in, all at once; what was retired stays so. */
export async function publishLibrary(parts: Parts): Promise<void> {
  const known = await knownScenes(parts)
  const all = plansOf((...name) => idFrom('library', name.at(-1) ?? ''), new Date(parts.now()).toISOString())
  // A block comes with the plan that puts it in, of whatever scene it is.
  const blocks = all.filter(({ scene }) => !known.has(scene)).flatMap(({ steps }) => steps.flatMap(({ block }) => block ?? []))
  const there = await knownSeries(parts, blocks)
  const library = all.filter(({ scene, series }) => !known.has(scene) || (blocks.includes(series) && !there.has(series)))
  if (library.length === 0) return
  const scenes = library.map(({ scene }) => scene)
  const work = { changes: library.map((body) => change(plans, body, { name: 'plan.published', body })), reply: null, community: null, mode: real, detail: { scenes } }
  const answer = await parts.journal.commit(systemCommand('plans', 'plan.library', idFrom('plan.library', ...library.map(({ id }) => id)), work))
  if (!answer.ok) parts.log.warn({ scenes, code: answer.code }, 'the library of plans was not put in')
}
