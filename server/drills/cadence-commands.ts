import { cadences } from '#db/schema/drills.ts'
import type { Cadence } from '#shared/drills.ts'
import { real } from '#shared/modes.ts'
import { allowScope, scopeOf } from '../identity/scope-asked.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { cadencesInForce, findCadence } from './drill-store.ts'

export const cadenceCommands: CommandHandlers<'cadence.set' | 'cadence.end'> = { 'cadence.set': set, 'cadence.end': end }

/** One for a community and a scene: what is set anew takes the place of what was. */
async function set(parts: Parts, { request: { community, scene, months, reason }, caller }: Call<'cadence.set'>): Promise<Work> {
  await allowScope(parts, caller, 'cadence.set', scopeOf({ community }))
  const id = idFrom('cadence', community ?? '', scene ?? '')
  const standing = (await cadencesInForce(parts)).find((one) => one.community === community && one.scene === scene) ?? (await findCadence(parts, id))
  return workOf({ id: standing?.id ?? id, version: (standing?.version ?? 0) + 1, community, scene, months, ended: false }, 'cadence.set', { reason, ...(standing && !standing.ended ? { before: standing.months } : {}) })
}

async function end(parts: Parts, { id, request, caller }: Call<'cadence.end'>): Promise<Work> {
  const held = await findCadence(parts, id)
  if (!held) throw new Refusal('not-found')
  await allowScope(parts, caller, 'cadence.end', scopeOf(held))
  if (held.ended) throw new Refusal('illegal-move', { current: held })
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  return workOf({ ...held, version: held.version + 1, ended: true }, 'cadence.ended', { reason: request.reason })
}

const workOf = (cadence: Cadence, fact: 'cadence.set' | 'cadence.ended', detail: Record<string, unknown>): Work => ({
  changes: [change(cadences, cadence, { name: fact, body: cadence })], reply: { fact, body: cadence }, community: cadence.community, mode: real,
  detail: { scene: cadence.scene, months: cadence.months, ...detail },
})
