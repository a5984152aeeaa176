import type { ChangeFinding, CloseFinding, Finding, NoteFinding } from '#shared/findings.ts'
import type { z } from 'zod'
import { Refusal, type FieldError } from '../refusal.ts'
import type { Named } from './finding-store.ts'

type Noted = z.output<typeof NoteFinding>
type By = { name: string; now: number }

/**
 * `named`: what of it is there. What it proposes is proposed to the plan that was carried out, where none is named.
 * @throws Refusal invalid for what is not there, or not in this community
 */
export function noted(id: string, request: Noted, named: Named, by: By): Finding {
  refuse([
    ...missing('activation', request.activation, named.activation), ...missing('drill', request.drill, named.drill), ...missing('plan', request.plan, named.plan),
    ...missing('owner', request.owner, named.owner), ...strangeStep(request.step, named),
  ])
  return {
    id, version: 1, community: request.community, activation: request.activation ?? null, drill: request.drill ?? null, plan: request.plan ?? planOf(request.proposal, named), ...aboutOf(request),
    order: null, edition: null, state: 'open', outcome: '', by: by.name, at: new Date(by.now).toISOString(),
  }
}

/** @throws Refusal illegal-move for one that is closed, conflict for another version, invalid */
export function changed(finding: Finding, request: z.output<typeof ChangeFinding>, named: Named): Finding {
  const next = moved(finding, request.version)
  // Whose it was may have left since: only who is put down anew has to be there.
  refuse([...(request.owner === finding.owner ? [] : missing('owner', request.owner, named.owner)), ...strangeStep(request.step, named)])
  return { ...next, plan: finding.plan ?? planOf(request.proposal, named), ...aboutOf(request) }
}

/** What somebody may do with orders of the community by themselves. */
export type MayOrder = { report: boolean; assign: boolean }

/**
 * An order follows from a finding with a category: only who may report one, and give it to somebody, brings it about. `before`: the
 * finding that is changed; what stands in it already was brought about by others.
 * @throws Refusal invalid
 */
export function ordering(finding: Finding, before: Finding | null, { report, assign }: MayOrder): Finding {
  if (!finding.category || finding.order) return finding
  const kept = (field: 'category' | 'owner'): boolean => before?.category != null && finding[field] === before[field]
  refuse([
    ...(report || kept('category') ? [] : [{ field: 'category', message: messages.report }]),
    ...(assign || !finding.owner || kept('owner') ? [] : [{ field: 'owner', message: messages.assign }]),
  ])
  return finding
}

/** @throws Refusal illegal-move, conflict */
export const closed = (finding: Finding, { version, state, outcome }: z.output<typeof CloseFinding>): Finding => ({ ...moved(finding, version), state, outcome })

function moved(finding: Finding, version: number): Finding {
  if (finding.state !== 'open') throw new Refusal('illegal-move', { current: finding })
  if (finding.version !== version) throw new Refusal('conflict', { current: finding })
  return { ...finding, version: version + 1 }
}

const aboutOf = ({ text, owner, dueOn, category, proposal, step }: Omit<z.output<typeof ChangeFinding>, 'version'>): Pick<Finding, 'text' | 'owner' | 'dueOn' | 'category' | 'proposal' | 'step'> => ({
  text, owner: owner ?? null, dueOn: dueOn ?? null, category: category ?? null, proposal: proposal ?? null, step: step ?? null,
})

const planOf = (proposal: string | null | undefined, { activation, drill }: Named): string | null => (proposal ? (activation?.series ?? drill?.plan ?? null) : null)

const messages = {
  activation: { zh: '本小区没有这次预案', en: 'No such plan was carried out in this community' },
  drill: { zh: '本小区没有这次演练', en: 'No such drill in this community' },
  plan: { zh: '没有此预案', en: 'No such plan' },
  owner: { zh: '本小区没有这位在职员工', en: 'Nobody of the staff of this community' },
  step: { zh: '这次预案中没有此步骤', en: 'There was no such step' },
  report: { zh: '您不能报单：请留空类别，由值班经理派单', en: 'You may not report orders: leave the category out, the duty manager sees to it' },
  assign: { zh: '您不能指派工单：请留空负责人，或不填类别', en: 'You may not assign orders: leave out who does it, or the category' },
} as const

const missing = (field: 'activation' | 'drill' | 'plan' | 'owner' | 'step', said: string | null | undefined, found: unknown): FieldError[] => (said && !found ? [{ field, message: messages[field] }] : [])

const strangeStep = (step: string | null | undefined, { activation }: Named): FieldError[] => (activation ? missing('step', step, activation.steps.find(({ key }) => key === step)) : [])

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new Refusal('invalid', { errors })
}
