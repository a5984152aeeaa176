import { findings } from '#db/schema/findings.ts'
import { plans } from '#db/schema/plans.ts'
import type { FactName } from '#shared/facts.ts'
import { real } from '#shared/modes.ts'
import { problemsOf } from '#shared/plan-rules.ts'
import type { Plan } from '#shared/plans.ts'
import { allowCompany } from '../identity/caller.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { changed, contentOf, drafted, published, retired, returned, submitted } from './edition-rules.ts'
import { importPlans } from './plan-import.ts'
import { editionsOf, findPlan, freeFindings } from './plan-store.ts'
import { readPlanWorld } from './plan-world.ts'
import { problemErrors } from './problem-words.ts'

type PlanCommand = 'plan.draft' | 'plan.change' | 'plan.submit' | 'plan.return' | 'plan.publish' | 'plan.retire' | 'plan.import'

/** The library is the whole company's: only who has the right there writes in it. */
export const planCommands: CommandHandlers<PlanCommand> = {
  'plan.draft': draft,
  'plan.change': async (parts, { id, request, caller, now }) => {
    allowCompany(caller, 'plan.change')
    return workOf('plan.changed', changed(await held(parts, id), request.version, request, { name: caller.actor.name, now }))
  },
  'plan.submit': async (parts, { id, request, caller }) => {
    allowCompany(caller, 'plan.submit')
    return workOf('plan.submitted', submitted(await held(parts, id), request.version), said(request.reason))
  },
  'plan.return': async (parts, { id, request, caller, now }) => {
    allowCompany(caller, 'plan.return')
    if (request.reason === '') throw invalid('reason', messages.reason)
    return workOf('plan.returned', returned(await held(parts, id), request.version, request.reason, { name: caller.actor.name, now }), said(request.reason))
  },
  'plan.publish': publish,
  'plan.retire': async (parts, { id, request, caller }) => {
    allowCompany(caller, 'plan.retire')
    return workOf('plan.retired', retired(await held(parts, id), request.version), said(request.reason))
  },
  'plan.import': importPlans,
}

async function draft(parts: Parts, { id, request, caller, now }: Call<'plan.draft'>): Promise<Work> {
  allowCompany(caller, 'plan.draft')
  const series = request.series ?? null
  const editions = series ? await editionsOf(parts, series) : []
  if (series && editions.length === 0) throw invalid('series', messages.series)
  return workOf('plan.drafted', drafted(id, request, { series, editions, by: { name: caller.actor.name, now } }))
}

/** The edition before it goes first: there is never more than one in force. */
async function publish(parts: Parts, { id, request, caller, now }: Call<'plan.publish'>): Promise<Work> {
  allowCompany(caller, 'plan.publish')
  const plan = await held(parts, id)
  const ids = [...new Set(request.findings)]
  const edition = published(plan, request.version, { change: request.change, findings: ids, by: { name: caller.actor.name, now } })
  const [editions, world, taken] = await Promise.all([editionsOf(parts, plan.series), readPlanWorld(parts, plan.series, now), ids.length > 0 ? freeFindings(parts, plan.series, ids) : []])
  const errors = problemErrors(plan, problemsOf(contentOf(plan), world))
  const strange = ids.filter((one) => !taken.some((finding) => finding.id === one))
  errors.push(...strange.map((one) => ({ field: `findings.${request.findings.indexOf(one)}`, message: messages.finding })))
  if (errors.length > 0) throw new Refusal('invalid', { errors: errors.slice(0, 20) })

  const before = editions.filter(({ state }) => state === 'published').map((old) => changeOf('plan.retired', retired(old, old.version)))
  const into = taken.map((finding) => {
    const body = { ...finding, version: finding.version + 1, edition: plan.id }
    return change(findings, body, { name: 'finding.taken-in', body })
  })
  const work = workOf('plan.published', edition, { ...said(request.change), findings: ids.length })
  return { ...work, changes: [...before, ...work.changes, ...into] }
}

async function held(parts: Parts, id: string): Promise<Plan> {
  const plan = await findPlan(parts, id)
  if (!plan) throw new Refusal('not-found')
  return plan
}

const changeOf = (name: Extract<FactName, `plan.${string}`>, body: Plan): Change => change(plans, body, { name, body })

const workOf = (fact: Extract<FactName, `plan.${string}`>, body: Plan, detail: Record<string, unknown> = {}): Work => ({
  changes: [changeOf(fact, body)],
  reply: { fact, body },
  community: null,
  mode: real,
  detail: { plan: body.id, series: body.series, edition: body.edition, scene: body.scene, steps: body.steps.length, ...detail },
})

const said = (reason: string): { reason?: string } => (reason === '' ? {} : { reason })

const messages = {
  reason: { zh: '请写明退回的原因', en: 'Say why it is returned' },
  series: { zh: '没有这个预案', en: 'There is no such plan' },
  finding: { zh: '不是此预案尚未采纳的改进项', en: 'Is no finding of this plan that is still to be taken in' },
} as const
const invalid = (field: 'reason' | 'series', message: { zh: string; en: string }): Refusal => new Refusal('invalid', { errors: [{ field, message }] })
