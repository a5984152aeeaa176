import { isUnderWay, type Activation, type ActivationStep } from '#shared/activations.ts'
import type { Fact, FactName } from '#shared/facts.ts'
import type { Level } from './notice-words.ts'
import type { StepAbout } from './step-notice-words.ts'

export type PlanFact = Fact<Extract<FactName, `activation.${string}`>>
/** What of a step decides whether somebody is told of it. */
export type Standing = Pick<ActivationStep, 'key' | 'state' | 'holder' | 'acceptedAt' | 'round' | 'late' | 'dueAt' | 'escalation'>
/** How a plan stands: in a fact, or now. */
export type Standings = Pick<Activation, 'state' | 'commanderPerson'> & { steps: readonly Standing[] }
/** Something to say to one person, or to the first level from `level` on that somebody holds. */
export type StepNotice = { about: StepAbout; to: { person: string } | { level: Level }; steps: ActivationStep[] }

/** Facts that do not name the step that they are about: it shows beside the fact before. */
export const isOfClock = ({ name }: Pick<PlanFact, 'name'>): boolean => name === 'activation.step-late' || name === 'activation.step-escalated'

/** Who is to hear of a fact. `before`: the steps as they were, where a clock ran out. */
export function stepNotices(fact: PlanFact, before: readonly Standing[]): StepNotice[] {
  return isOfClock(fact) ? goneUp(fact.body, before) : [...commanding(fact), ...given(fact)]
}

/** Steps that changed with this very fact and are open, somebody's, and not accepted: they were just given. What was sent back has been accepted. */
function given({ name, body }: PlanFact): StepNotice[] {
  const theirs = new Map<string, ActivationStep[]>()
  for (const step of body.steps) {
    if (step.state !== 'open' || !step.holder || step.version !== body.version || (step.acceptedAt && name !== 'activation.step-returned')) continue
    theirs.set(step.holder.person, [...(theirs.get(step.holder.person) ?? []), step])
  }
  return [...theirs].map(([person, steps]) => ({ about: steps.some(({ acceptedAt }) => acceptedAt) ? 'returned' : 'given', to: { person }, steps }))
}

/** Who starts a plan, or takes it over at the desk, knows. */
function commanding({ name, by, body }: PlanFact): StepNotice[] {
  if (name !== 'activation.handed-over' && name !== 'activation.started') return []
  return body.commanderPerson && body.commanderUser !== by.id ? [{ about: 'command', to: { person: body.commanderPerson }, steps: [] }] : []
}

/** Where no member of the staff commands, it is somebody at the desk, who sees it. */
function goneUp({ steps, commanderPerson }: Activation, before: readonly Standing[]): StepNotice[] {
  const was = new Map(before.map((step) => [step.key, step]))
  return steps.flatMap((step): StepNotice[] => {
    const then = was.get(step.key)
    if (!step.late || !isUnderWay(step) || (then?.late && then.escalation === step.escalation)) return []
    const level = step.escalation ?? 1
    if (level > 1) return [{ about: 'escalated', to: { level: level === 2 ? 'duty-manager' : 'regional-head' }, steps: [step] }]
    return commanderPerson ? [{ about: 'late', to: { person: commanderPerson }, steps: [step] }] : []
  })
}

/** What of a notice is still so; null where nothing is, and nobody need hear. */
export function stillSo(notice: StepNotice, now: Standings): StepNotice | null {
  const { about, to } = notice
  if (now.state !== 'running') return null
  if (about === 'command') return 'person' in to && now.commanderPerson === to.person ? notice : null
  const is = new Map(now.steps.map((step) => [step.key, step]))
  const steps = notice.steps.filter((step) => {
    const held = is.get(step.key)
    if (!held || (held.round ?? 1) !== (step.round ?? 1)) return false
    if (about === 'late' || about === 'escalated') return isUnderWay(held) && held.late && held.dueAt === step.dueAt
    return held.state === 'open' && held.holder?.person === step.holder?.person && (held.acceptedAt ?? null) === (step.acceptedAt ?? null)
  })
  return steps.length > 0 ? { ...notice, steps } : null
}
