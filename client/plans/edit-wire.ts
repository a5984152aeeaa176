import type { PlanContent, PlanStep } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'

const contentKeys = ['scene', 'name', 'purpose', 'triggers', 'targetMinutes', 'steps', 'resources', 'measures', 'standDown', 'acceptMinutes', 'secondPerson'] as const satisfies (keyof PlanContent)[]

/** What an edition says, without what is known about it. */
export const contentOf = (plan: PlanContent): PlanContent => Object.fromEntries(contentKeys.map((key) => [key, plan[key]])) as PlanContent

/**
 * A plan as it may be sent while it is still being written: what is said in one language only is said so in both (which the checks
 * before publishing find), what has no name yet is called `nameless`, lines that say nothing are left out.
 */
export function sendable(plan: PlanContent, nameless: Bilingual): PlanContent {
  const named = (text: Bilingual): Bilingual => both(text) ?? nameless
  return {
    ...contentOf(plan),
    name: named(plan.name),
    purpose: named(plan.purpose),
    triggers: plan.triggers.filter((trigger) => (trigger.on === 'alarm' ? trigger.kinds.length > 0 : trigger.words.length > 0)),
    steps: plan.steps.map((step) => sendableStep(step, named)),
    resources: plan.resources.map((need) => ({ ...need, name: need.name ? both(need.name) : null })),
    measures: plan.measures.map((measure) => ({ ...measure, name: named(measure.name) })),
    standDown: plan.standDown.flatMap((line) => both(line) ?? []),
  }
}

function sendableStep(step: PlanStep, named: (text: Bilingual) => Bilingual): PlanStep {
  const { notify, order, answers } = step
  const [to, text] = [notify && both(notify.to), notify && both(notify.text)]
  return {
    ...step,
    name: named(step.name),
    instruction: { zh: step.instruction.zh.trim(), en: step.instruction.en.trim() },
    notify: notify && (to || text) ? { ...notify, to: to ?? named(notify.to), text: text ?? named(notify.text) } : null,
    ...(order ? { order: { ...order, title: both(order.title) ?? named(step.name) } } : {}),
    ...(answers ? { answers: answers.map((answer) => ({ ...answer, name: named(answer.name) })) } : {}),
  }
}

function both({ zh, en }: Bilingual): Bilingual | null {
  const [chinese, english] = [zh.trim(), en.trim()]
  return chinese || english ? { zh: chinese || english, en: english || chinese } : null
}
