import { drills } from '#db/schema/drills.ts'
import { orderPhotos } from '#db/schema/orders.ts'
import type { Drill, Inject } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import { real } from '#shared/modes.ts'
import type { Plan } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type Change, type Told, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideInject, isScored, readAbout, stillPlanned, type Known } from './drill-rules.ts'
import { devicesOf, findDrill, photosOf, publishedEdition } from './drill-store.ts'
import { onWire } from './drill-wire.ts'
import { hashOfCode, newCode } from './score-code-rules.ts'

type Naming = Partial<Pick<Inject, 'alarm' | 'photo'>>
type DrillCommand = 'drill.plan' | 'drill.change' | 'drill.cancel' | 'drill.inject' | 'drill.open-scoring'

export const drillCommands: CommandHandlers<DrillCommand> = {
  'drill.plan': plan,
  'drill.change': changeDrill,
  'drill.cancel': cancel,
  'drill.inject': inject,
  'drill.open-scoring': openScoring,
}

async function plan(parts: Parts, { id, request, caller, now }: Call<'drill.plan'>): Promise<Work> {
  const { id: community } = await allow(parts, caller, 'drill.plan', request.community)
  const edition = await editionOf(parts, request.plan)
  const known = await knownOf(parts, { id, community }, caller, request.injects)
  const drill: Drill = {
    id, version: 1, community, activation: null, lead: caller.actor.name, startedAt: null, endedAt: null, state: 'planned', plan: edition.series, scene: edition.scene,
    ...readAbout(request, edition, known, now),
  }
  return workOf(drill, 'drill.planned', real, { plan: edition.name.zh, at: drill.plannedAt }, known.attached)
}

async function changeDrill(parts: Parts, { id, request, caller, now }: Call<'drill.change'>): Promise<Work> {
  const held = stillPlanned(await allowed(parts, 'drill.change', id, caller), request.version)
  const edition = await editionOf(parts, held.plan ?? '')
  const known = await knownOf(parts, held, caller, request.injects)
  const about = readAbout(request, edition, known, now)
  return workOf({ ...held, ...about, scene: edition.scene, version: held.version + 1 }, 'drill.changed', real, { at: about.plannedAt }, known.attached)
}

async function cancel(parts: Parts, { id, request, caller }: Call<'drill.cancel'>): Promise<Work> {
  const held = stillPlanned(await allowed(parts, 'drill.cancel', id, caller), request.version)
  return workOf({ ...held, version: held.version + 1, state: 'cancelled', reason: request.reason }, 'drill.cancelled', real, { reason: request.reason })
}

async function inject(parts: Parts, { id, request, caller, now }: Call<'drill.inject'>): Promise<Work> {
  const held = await allowed(parts, 'drill.inject', id, caller)
  const known = await knownOf(parts, held, caller, [request])
  const { drill, key } = decideInject(held, request, known, now)
  return workOf(drill, 'drill.injected', id, { inject: key }, request.inject ? [] : known.attached)
}

/** Another code takes the place of the one before, which nobody can be shown again. */
async function openScoring(parts: Parts, { id, request, caller, now }: Call<'drill.open-scoring'>): Promise<Told> {
  const held = await allowed(parts, 'drill.open-scoring', id, caller)
  if (!isScored(held, now)) throw new Refusal('illegal-move', { current: held })
  if (request.version > held.version) throw new Refusal('conflict', { current: held })
  const code = newCode()
  const drill: Drill = { ...held, version: held.version + 1, codeUntil: new Date(now + request.hours * 3_600_000).toISOString() }
  const body = onWire(drill)
  const opened = change(drills, { ...drill, codeHash: hashOfCode(code) }, { name: 'drill.scoring-opened', body })
  return { changes: [opened], reply: { fact: 'drill.scoring-opened', body }, community: drill.community, mode: id, detail: { until: drill.codeUntil }, once: { code } }
}

async function allowed(parts: Parts, name: DrillCommand, id: string, caller: Caller): Promise<Drill> {
  const held = await findDrill(parts, id)
  if (!held) throw new Refusal('not-found')
  await allow(parts, caller, name, held.community)
  return held
}

const unpublished: Bilingual = { zh: '没有此预案，或尚未发布', en: 'There is no such plan, or none of it is published' }

async function editionOf(parts: Parts, series: string): Promise<Plan> {
  const edition = series ? await publishedEdition(parts, series) : null
  if (!edition) throw new Refusal('invalid', { errors: [{ field: 'plan', message: unpublished }] })
  return edition
}

/** What of all that is named is there, and what has to be done that a photo which was just handed in belongs to this drill. */
async function knownOf(parts: Parts, drill: Pick<Drill, 'id' | 'community'>, caller: Caller, injects: readonly Naming[]): Promise<Known & { attached: Change[] }> {
  const [devices, photos] = await Promise.all([
    devicesOf(parts, drill.community, injects.flatMap(({ alarm }) => alarm?.device ?? [])),
    photosOf(parts, drill, caller.actor.id, injects.flatMap(({ photo }) => photo ?? [])),
  ])
  const attached = photos.filter(({ free }) => free).map(({ id }) => change(orderPhotos, { id, version: 1, order: drill.id, kind: 'report' }))
  return { devices, photos: new Set(photos.map(({ id }) => id)), attached }
}

/** `mode`: planning is done for real; what happens in it is not. */
export function workOf(drill: Drill, fact: Extract<FactName, `drill.${string}`>, mode: string, detail: Record<string, unknown> = {}, beside: readonly Change[] = []): Work {
  const body = onWire(drill)
  return { changes: [change(drills, drill, { name: fact, body }), ...beside], reply: { fact, body }, community: drill.community, mode, detail }
}
