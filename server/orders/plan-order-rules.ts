import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Finding } from '#shared/findings.ts'
import type { Category, ReportOrder } from '#shared/orders.ts'
import type { Post } from '#shared/people.ts'
import { kindOf } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import type { z } from 'zod'
import { plainLine, plainText } from '../files/plain-text.ts'
import { idFrom } from '../journal/system.ts'

export type Following = { id: string; report: z.input<typeof ReportOrder>; titleEn: string | null }

/** Whose work it is, where a step that was left says no more than its post. */
const categoryOf: Record<Post, Category> = { 'duty-manager': 'inspection', butler: 'resident-service', repair: 'repair', security: 'security', cleaning: 'cleaning', greening: 'greening' }

/** The orders that follow from this version of a plan that is carried out: of steps that order something, and of what was left when it was stood down. */
export function ordersOf(activation: Activation, finished: boolean): Following[] {
  const { version, steps } = activation
  const ordering = steps.flatMap((step): Following[] => {
    const now = kindOf(step) === 'order' && step.state === 'done' && step.made && step.order && (step.version ?? version) === version
    return now && step.made && step.order ? [{ id: step.made, report: { ...of(activation, step), ...step.order, title: titled(step.order.title.zh) }, titleEn: inEnglish(step.order.title) }] : []
  })
  const left = new Set(finished ? activation.left : [])
  return [...ordering, ...steps.filter(({ key }) => left.has(key)).map((step) => ({ id: idFrom('plan-left', activation.id, step.key), report: of(activation, step), titleEn: inEnglish(step.name) }))]
}

/** In the words of the plan. */
function of({ community, building, buildings, unit, place, name }: Activation, step: ActivationStep): z.input<typeof ReportOrder> {
  const [only, more] = building ? [building] : (buildings ?? [])
  return {
    community, building: more ? null : (only ?? null), place: plainLine(unit ?? place, 120), source: 'plan', category: step.order?.category ?? categoryOf[step.post],
    title: titled(step.name.zh), description: plainText(`${name.zh}：${step.name.zh}。${step.instruction.zh}`, 4_000),
  }
}

const titled = (text: string): string => plainLine(text, 120) || '预案工单'
const inEnglish = ({ zh, en }: Bilingual): string | null => (en === zh ? null : plainLine(en, 120) || null)

export const findingOrderId = (finding: Pick<Finding, 'id'>): string => idFrom('finding-order', finding.id)

/** Null where it is not put right by an order, or by one that is there. */
export function orderOfFinding(finding: Finding): Following | null {
  const { community, category, order, state, text, proposal } = finding
  if (!category || order || state !== 'open') return null
  return { id: findingOrderId(finding), report: { community, category, source: 'plan', title: titled(text), description: plainText([text, proposal].filter(Boolean).join('\n'), 4_000) }, titleEn: null }
}
