import { stepsBefore } from '#shared/plan-rules.ts'
import { kindOf, type Answer, type PlanContent, type PlanStep, type StepKind } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'

/** What a new step and what belongs to its kind are called until somebody calls them something else. */
export type Starters = { step: Bilingual; yes: Bilingual; no: Bilingual }

/** One thing that somebody does to a plan. What cannot be done leaves it as it is. */
export type Edit =
  | { do: 'put'; content: Partial<Omit<PlanContent, 'steps'>> }
  | { do: 'change'; step: string; to: Partial<Omit<PlanStep, 'key' | 'kind' | 'answers'>> }
  | { do: 'answer'; step: string; answers: Answer[] }
  | { do: 'turn'; step: string; kind: StepKind; starters: Starters }
  /** `after`: the step that it follows, in the flow and in the table; null: it begins, and stands last. */
  | { do: 'add'; after: string | null; starters: Starters }
  | { do: 'copy'; step: string }
  | { do: 'remove'; step: string }
  | { do: 'move'; step: string; by: 1 | -1 }
  | { do: 'connect' | 'disconnect'; from: string; to: string }
  /** What somebody else wrote, or what was kept. */
  | { do: 'replace'; with: PlanContent }

export function edited(plan: PlanContent, edit: Edit): PlanContent {
  switch (edit.do) {
    case 'put':
      return { ...plan, ...edit.content }
    case 'change':
      return withStep(plan, edit.step, (step) => ({ ...step, ...edit.to }))
    case 'answer':
      return withoutStrays(withStep(plan, edit.step, (step) => ({ ...step, answers: edit.answers })))
    case 'turn':
      return withoutStrays(withStep(plan, edit.step, (step) => turned(step, edit.kind, edit.starters)))
    case 'add':
      return added(plan, edit.after, edit.starters)
    case 'copy':
      return copied(plan, edit.step)
    case 'remove':
      return removed(plan, edit.step)
    case 'move':
      return moved(plan, edit.step, edit.by)
    case 'connect':
      return mayFollow(plan.steps, edit.to, edit.from) ? withStep(plan, edit.to, (step) => ({ ...step, after: [...step.after, edit.from] })) : plan
    case 'disconnect':
      return withStep(plan, edit.to, (step) => ({ ...step, after: step.after.filter((key) => key !== edit.from) }))
    case 'replace':
      return edit.with
  }
}

/** The step that somebody will want to go on with: what was made, else what stands where the removed one stood. */
export function chosenAfter(before: PlanContent, after: PlanContent, chosen: string | null): string | null {
  const made = after.steps.find(({ key }) => !before.steps.some((step) => step.key === key))
  if (made && after.steps.length > before.steps.length) return made.key
  if (after.steps.some(({ key }) => key === chosen)) return chosen
  const place = before.steps.findIndex(({ key }) => key === chosen)
  return (after.steps[place] ?? after.steps.at(-1))?.key ?? null
}

/** Whether a step can be put after another: not yet after it, and not before it in any way. */
export function mayFollow(steps: readonly PlanStep[], key: string, before: string): boolean {
  const step = steps.find((one) => one.key === key)
  return step !== undefined && key !== before && steps.some((one) => one.key === before) && step.after.length < 40 && !step.after.includes(before) && !stepsBefore(steps).get(before)?.has(key)
}

const mostSteps = 120

/** Keys are short and tell nothing, so that a name can change; none is given twice. */
function freeKey(steps: readonly PlanStep[]): string {
  const taken = steps.map(({ key }) => Number(/^s(\d+)$/.exec(key)?.[1] ?? 0))
  return `s${Math.max(steps.length, ...taken) + 1}`
}

const withStep = (plan: PlanContent, key: string, change: (step: PlanStep) => PlanStep): PlanContent =>
  plan.steps.some((step) => step.key === key) ? { ...plan, steps: plan.steps.map((step) => (step.key === key ? change(step) : step)) } : plan

function added(plan: PlanContent, after: string | null, { step: name }: Starters): PlanContent {
  if (plan.steps.length >= mostSteps) return plan
  const before = plan.steps.find(({ key }) => key === after)
  const used = plan.steps.flatMap(({ when }) => (when && when.step === before?.key ? [when.answer] : []))
  const answer = before?.answers?.find(({ key, back }) => !back && !used.includes(key))
  const step: PlanStep = {
    key: freeKey(plan.steps), kind: 'do', post: before?.post ?? 'duty-manager', name, instruction: { zh: '', en: '' }, minutes: null, after: before ? [before.key] : [], notify: null,
    ...(before && answer ? { when: { step: before.key, answer: answer.key } } : {}),
  }
  const place = before ? plan.steps.indexOf(before) + 1 : plan.steps.length
  return { ...plan, steps: plan.steps.toSpliced(place, 0, step) }
}

function copied(plan: PlanContent, key: string): PlanContent {
  const place = plan.steps.findIndex((step) => step.key === key)
  const step = plan.steps[place]
  if (!step || plan.steps.length >= mostSteps) return plan
  return { ...plan, steps: plan.steps.toSpliced(place + 1, 0, { ...structuredClone(step), key: freeKey(plan.steps) }) }
}

/** What followed it follows what it followed, and what followed nothing else stays on its branch. The last step of a plan stays. */
function removed(plan: PlanContent, key: string): PlanContent {
  const gone = plan.steps.find((step) => step.key === key)
  if (!gone || plan.steps.length === 1) return plan
  const steps = plan.steps.filter((step) => step !== gone).map((step) => {
    if (!step.after.includes(key)) return step
    const after = [...new Set(step.after.flatMap((one) => (one === key ? gone.after : [one])))].filter((one) => one !== step.key)
    return { ...step, after, ...(gone.when && !step.when && step.after.length === 1 ? { when: gone.when } : {}) }
  })
  return withoutStrays({ ...plan, steps })
}

function moved(plan: PlanContent, key: string, by: 1 | -1): PlanContent {
  const place = plan.steps.findIndex((step) => step.key === key)
  const step = plan.steps[place]
  if (!step || !plan.steps[place + by]) return plan
  return { ...plan, steps: plan.steps.toSpliced(place, 1).toSpliced(place + by, 0, step) }
}

/** What belongs to another kind goes; what belongs to this one is begun. */
function turned(step: PlanStep, kind: StepKind, { yes, no }: Starters): PlanStep {
  if (kindOf(step) === kind) return step
  const { answers: _answers, wait: _wait, order: _order, instruct: _instruct, rollCall: _rollCall, request: _request, block: _block, ...rest } = step
  const own: Record<StepKind, Partial<PlanStep>> = {
    do: {}, notify: { notify: step.notify ?? { to: { zh: '', en: '' }, text: { zh: '', en: '' }, audience: 'residents', way: 'gateway' } }, block: {},
    decide: { answers: [{ key: 'yes', name: yes }, { key: 'no', name: no }] },
    wait: { wait: { until: 'time', minutes: 10 } },
    order: { order: { category: 'repair', priority: 'high', title: step.name } },
    instruct: { instruct: { device: 'lift', action: 'stop' } },
    'roll-call': { rollCall: [] },
    request: { request: { kind: 'repair-firm', amount: 1 } },
  }
  return { ...rest, kind, ...own[kind] }
}

/** Leaves out what names a step or an answer that is gone. */
function withoutStrays(plan: PlanContent): PlanContent {
  const byKey = new Map(plan.steps.map((step) => [step.key, step]))
  const steps = plan.steps.map((step) => {
    const { when, answers } = step
    const stray = when && !byKey.get(when.step)?.answers?.some(({ key }) => key === when.answer)
    const lost = answers?.some(({ back }) => back && !byKey.has(back))
    if (!stray && !lost) return step
    return { ...step, ...(stray ? { when: null } : {}), ...(answers && lost ? { answers: answers.map((one) => (one.back && !byKey.has(one.back) ? { ...one, back: null } : one)) } : {}) }
  })
  return { ...plan, steps, measures: plan.measures.map((one) => (one.step && !byKey.has(one.step) ? { ...one, step: null } : one)) }
}
