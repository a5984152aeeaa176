import { drills } from '#db/schema/drills.ts'
import { activations } from '#db/schema/activations.ts'
import type { Drill } from '#shared/drills.ts'
import { isDrill, real } from '#shared/modes.ts'
import type { FactName } from '#shared/facts.ts'
import type { Activation } from '#shared/activations.ts'
import { drillOnly } from '#shared/roles.ts'
import { allow, type Caller } from '../identity/caller.ts'
import { change, type OutletMessage, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideComplete, decideFinish, decideStart, type Flow } from './flow-rules.ts'
import { countActivations, findActivation, findDrill, findPlan, findRunning, hasAlarm, hasBuilding, type Occasion } from './activation-store.ts'

type ActivationCommand = 'activation.start' | 'activation.complete-step' | 'activation.finish'

export const activationCommands: CommandHandlers<ActivationCommand> = {
  'activation.start': start,
  'activation.complete-step': completeStep,
  'activation.finish': finish,
}

/**
 * Who starts what is already running is shown that. The id follows from the occasion and how often it has been,
 * so of two who start at the same moment only one makes it, and the other is asked again and finds it running.
 */
async function start(parts: Parts, { request, caller, now }: Call<'activation.start'>): Promise<Work> {
  await allowPlan(parts, caller, 'activation.start', request.community, request.drill)
  const plan = await findPlan(parts, request.plan)
  if (!plan) throw unknown('plan')
  if (request.building && !(await hasBuilding(parts, request.community, request.building))) throw unknown('building')
  if (request.alarm && !(await hasAlarm(parts, request.community, request.alarm))) throw unknown('alarm')

  const occasion: Occasion = { plan: plan.id, community: request.community, building: request.building ?? null, drill: request.drill }
  // Counted before it is looked for: what is started between the two is then found, and what is started after has taken this number.
  const earlier = await countActivations(parts, occasion)
  const running = await findRunning(parts, occasion)
  if (running) throw new Refusal('conflict', { current: running })
  const id = idFrom('activation', plan.id, request.community, request.building ?? '', request.drill ? 'drill' : real, earlier)
  const drill: Drill | null = request.drill
    ? { id: idFrom('drill', id), version: 1, community: request.community, activation: id, lead: caller.actor.name, startedAt: new Date(now).toISOString(), endedAt: null }
    : null
  const flow = decideStart(id, plan, request, drill?.id ?? real, caller.actor.name, now)
  const work = workOf('activation.started', flow)
  if (!drill) return work
  return { ...work, changes: [change(drills, drill, { name: 'drill.started', body: drill }), ...work.changes] }
}

async function completeStep(parts: Parts, { id, request, caller, now }: Call<'activation.complete-step'>): Promise<Work> {
  const activation = await allowed(parts, 'activation.complete-step', { id, caller })
  return workOf('activation.step-done', decideComplete(activation, request, caller.actor.name, now), { step: request.step, skip: request.skip })
}

async function finish(parts: Parts, { id, request, caller, now }: Call<'activation.finish'>): Promise<Work> {
  const activation = await allowed(parts, 'activation.finish', { id, caller })
  const work = workOf('activation.finished', decideFinish(activation, request, now), request.note ? { note: request.note } : {})
  const drill = isDrill(activation.mode) ? await findDrill(parts, activation.mode) : null
  if (!drill) return work
  const ended: Drill = { ...drill, version: drill.version + 1, endedAt: new Date(now).toISOString() }
  return { ...work, changes: [...work.changes, change(drills, ended, { name: 'drill.ended', body: ended })] }
}

async function allowed(parts: Parts, name: ActivationCommand, { id, caller }: Pick<Call<ActivationCommand>, 'id' | 'caller'>): Promise<Activation> {
  const activation = await findActivation(parts, id)
  if (!activation) throw new Refusal('not-found')
  await allowPlan(parts, caller, name, activation.community, isDrill(activation.mode))
  return activation
}

async function allowPlan(parts: Parts, caller: Caller, name: ActivationCommand, community: string, drill: boolean): Promise<void> {
  const { roles } = await allow(parts, caller, name, community)
  if (!drill && roles.every((role) => drillOnly.includes(role))) throw new Refusal('not-allowed')
}

/** In a drill every message is captured: it never reaches anybody. */
export function workOf(fact: Extract<FactName, `activation.${string}`>, flow: Flow, detail: Record<string, unknown> = {}): Work {
  const { activation, opened, timers } = flow
  const channel = isDrill(activation.mode) ? 'capture' : 'webhook'
  const outlet = opened.flatMap((step): OutletMessage[] =>
    step.notify
      ? [{
          id: idFrom('notify', activation.id, step.key),
          community: activation.community,
          channel,
          body: { kind: 'plan.notify', activation: activation.id, plan: activation.name, place: activation.place, step: step.key, to: step.notify.to, text: step.notify.text },
        }]
      : [],
  )
  return {
    changes: [change(activations, activation, { name: fact, body: activation })],
    timers,
    outlet,
    reply: { fact, body: activation },
    community: activation.community,
    mode: activation.mode,
    detail,
  }
}

const messages = {
  plan: { zh: '没有此预案', en: 'No such plan' },
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  alarm: { zh: '本小区没有此告警', en: 'No such alarm in this community' },
}
const unknown = (field: keyof typeof messages): Refusal => new Refusal('invalid', { errors: [{ field, message: messages[field] }] })
