import { plansOf } from '#db/library/all.ts'
import { plans } from '#db/schema/plans.ts'
import { real } from '#shared/modes.ts'
import { change } from '../journal/change.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { knownScenes } from './plan-store.ts'

/** Puts the first edition of each scene in force of which there was never any plan, all at once; what was retired stays so. */
export async function publishLibrary(parts: Parts): Promise<void> {
  const known = await knownScenes(parts)
  const library = plansOf((...name) => idFrom('library', name.at(-1) ?? ''), new Date(parts.now()).toISOString()).filter(({ scene }) => !known.has(scene))
  if (library.length === 0) return
  const scenes = library.map(({ scene }) => scene)
  const work = { changes: library.map((body) => change(plans, body, { name: 'plan.published', body })), reply: null, community: null, mode: real, detail: { scenes } }
  const answer = await parts.journal.commit(systemCommand('plans', 'plan.library', idFrom('plan.library', ...library.map(({ id }) => id)), work))
  if (!answer.ok) parts.log.warn({ scenes, code: answer.code }, 'the library of plans was not put in')
}
