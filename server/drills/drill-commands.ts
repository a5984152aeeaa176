import { drills } from '#db/schema/drills.ts'
import type { Drill } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import { real } from '#shared/modes.ts'
import type { Plan } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type Told, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideInject, isScored, readAbout, stillPlanned, type Known } from './drill-rules.ts'
import { devicesOf, findDrill, photosOf, publishedEdition } from './drill-store.ts'
import { onWire } from './drill-wire.ts'
import { hashOfCode, newCode } from './score-code-rules.ts'

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
  const drill: Drill = {
    id, version: 1, community, activation: null, lead: caller.actor.name, startedAt: null, endedAt: null, state: 'planned', plan: edition.series, scene: edition.scene,
    ...readAbout(request, edition, await knownOf(parts, community, request.injects), now),
  }
  return workOf(drill, 'drill.planned', real, { plan: edition.name.zh, at: drill.plannedAt })
}

async function changeDrill(parts: Parts, { id, request, caller, now }: Call<'drill.change'>): Promise<Work> {
  const held = stillPlanned(await allowed(parts, 'drill.change', id, caller), request.version)
  const edition = await editionOf(parts, held.plan ?? '')
  const about = readAbout(request, edition, await knownOf(parts, held.community, request.injects), now)
  return workOf({ ...held, ...about, scene: edition.scene, version: held.version + 1 }, 'drill.changed', real, { at: about.plannedAt })
}

async function cancel(parts: Parts, { id, request, caller }: Call<'drill.cancel'>): Promise<Work> {
  const held = stillPlanned(await allowed(parts, 'drill.cancel', id, caller), request.version)
  return workOf({ ...held, version: held.version + 1, state: 'cancelled', reason: request.reason }, 'drill.cancelled', real, { reason: request.reason })
}

async function inject(parts: Parts, { id, request, caller, now }: Call<'drill.inject'>): Promise<Work> {
  const { drill, key } = decideInject(await allowed(parts, 'drill.inject', id, caller), request, now)
  return workOf(drill, 'drill.injected', id, { inject: key })
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

async function knownOf(parts: Parts, community: string, injects: Call<'drill.plan'>['request']['injects']): Promise<Known> {
  const [devices, photos] = await Promise.all([
    devicesOf(parts, community, injects.flatMap(({ alarm }) => alarm?.device ?? [])),
    photosOf(parts, community, injects.flatMap(({ photo }) => photo ?? [])),
  ])
  return { devices, photos }
}

/** `mode`: planning is done for real; what happens in it is not. */
export function workOf(drill: Drill, fact: Extract<FactName, `drill.${string}`>, mode: string, detail: Record<string, unknown> = {}): Work {
  const body = onWire(drill)
  return { changes: [change(drills, drill, { name: fact, body })], reply: { fact, body }, community: drill.community, mode, detail }
}
