import type { Drill } from '#shared/drills.ts'
import { isDrill, real } from '#shared/modes.ts'
import type { Plan } from '#shared/plans.ts'
import { drillOnly } from '#shared/roles.ts'
import { allow } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import { checkConfirmed } from '../live/confirmed.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkBuildings, countActivations, drillChange, findDrill, findPlan, findRunning, modeOfAlarm, type Occasion } from './activation-store.ts'
import { onWire } from './activation-wire.ts'
import { workOf } from './activation-work.ts'
import { groundOf } from './ground-store.ts'
import { moverFor, moverOf } from './mover-store.ts'
import { allowedPlan } from './plan-allowed.ts'
import { decideFinish, decideStart, placeOf, type Mover } from './start-rules.ts'
import { wrong } from './step-refusals.ts'

export const activationCommands: CommandHandlers<'activation.start' | 'activation.finish'> = {
  'activation.start': start,
  'activation.finish': finish,
}

/**
 * Who starts what is already running is shown that. The id follows from the occasion and how often it has been,
 * so of two who start at the same moment only one makes it, and the other is asked again and finds it running.
 */
async function start(parts: Parts, { request, caller, now }: Call<'activation.start'>): Promise<Work> {
  const { roles } = await allow(parts, caller, 'activation.start', request.community)
  if (!request.drill && roles.every((role) => drillOnly.includes(role))) throw new Refusal('not-allowed', { community: request.community })
  checkConfirmed(request, now)
  const plan = await findPlan(parts, request.plan)
  if (plan?.id !== request.plan) throw wrong('plan')
  const place = placeOf(request)
  await checkBuildings(parts, request)
  const alarmMode = request.alarm ? await modeOfAlarm(parts, request.community, request.alarm) : undefined
  if (alarmMode === null) throw wrong('alarm')

  const occasion: Occasion = { series: plan.series, ...place, drill: request.drill }
  // Counted before it is looked for: what is started between the two is then found, and what is started after has taken this number.
  const earlier = await countActivations(parts, occasion)
  const running = await findRunning(parts, occasion)
  if (running) throw new Refusal('conflict', { current: onWire(running) })
  const id = idFrom('activation', plan.series, JSON.stringify(place), request.drill ? 'drill' : real, earlier)
  const drill = request.drill ? await drillOf(parts, plan, { id, request, caller, now }) : null
  const mode = drill?.id ?? real
  // A drill that was started for a real alarm would hide it; a real start for a staged one would leave the building.
  if (alarmMode && alarmMode !== mode) throw wrong('alarm', request.drill ? 'alarm_drill' : 'alarm_real')
  const ground = await groundOf(parts, { ...place, steps: [] }, now, plan.steps)
  const by = moverOf(caller)
  const commander = request.commander ? await commanderOf(parts, ground.staff.find((one) => one.id === request.commander)) : by
  const decision = decideStart(id, plan, { ...request, ...place }, { mode, by, commander }, ground)
  return workOf(decision, { where: ground.where, first: drill ? [drillChange('drill.started', drill)] : [] })
}

function commanderOf(parts: Parts, person: Parameters<typeof moverFor>[1] | undefined): Promise<Mover> {
  if (!person) throw wrong('commander')
  return moverFor(parts, person)
}

/** The drill that was planned, now running; or one that nobody had planned. */
async function drillOf(parts: Parts, plan: Plan, { id, request, caller, now }: Call<'activation.start'>): Promise<Drill> {
  const startedAt = new Date(now).toISOString()
  const running = { activation: id, startedAt, state: 'running' } as const
  if (!request.planned) {
    return {
      id: idFrom('drill', id), version: 1, community: request.community, lead: caller.actor.name, endedAt: null, plan: plan.series, scene: plan.scene, objectives: plan.measures, ...running,
    }
  }
  const planned = await findDrill(parts, request.planned)
  if (planned?.state !== 'planned' || planned.plan !== plan.series || planned.community !== request.community) throw wrong('planned')
  return { ...planned, version: planned.version + 1, ...running }
}

async function finish(parts: Parts, { id, request, caller, now }: Call<'activation.finish'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.finish', id)
  const decision = decideFinish(activation, request, moverOf(caller), now)
  const drill = isDrill(activation.mode) ? await findDrill(parts, activation.mode) : null
  const ended = drill && drillChange('drill.ended', { ...drill, version: drill.version + 1, state: 'ended', endedAt: new Date(now).toISOString() })
  return workOf(decision, { changes: ended ? [ended] : [], detail: request.note ? { note: request.note } : {} })
}
