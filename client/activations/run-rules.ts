import { endsByItself, isOver, isUnderWay, span, type Activation, type ActivationStep, type ResourceRequest } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'

type Steps = readonly ActivationStep[]
/** `number`: from 1, in the order of the plan. */
export type Numbered = { step: ActivationStep; number: number }
export type Groups = { underWay: Numbered[]; next: Numbered[]; over: Numbered[]; passed: Numbered[] }

const due = ({ step }: Numbered): number => (step.dueAt ? Date.parse(step.dueAt) : Infinity)
const waits = ({ step }: Numbered): number => (step.state === 'checking' ? 0 : 1)

/** Under way, first what only waits for a second person, by whose clock ends first; then what is still to come, what is over, and what lies on branches that were not taken. */
export function groupsOf(steps: Steps): Groups {
  const all = steps.map((step, index): Numbered => ({ step, number: index + 1 }))
  return {
    underWay: all.filter(({ step }) => isUnderWay(step)).toSorted((a, b) => waits(a) - waits(b) || (due(a) === due(b) ? a.number - b.number : due(a) - due(b))),
    next: all.filter(({ step }) => step.state === 'waiting'),
    over: all.filter(({ step }) => step.state === 'done' || step.state === 'skipped'),
    passed: all.filter(({ step }) => step.state === 'passed'),
  }
}

/** Steps that are over of all that are, or may yet be, on the way that is taken. */
export function progress({ steps }: { steps: Steps }): { done: number; of: number } {
  const taken = steps.filter(({ state }) => state !== 'passed')
  return { done: taken.filter(isOver).length, of: taken.length }
}

/** The numbers (from 1) of the steps that a waiting step still waits for. */
export const waitsFor = (steps: Steps, step: ActivationStep): number[] => steps.flatMap((other, index) => (step.after.includes(other.key) && !isOver(other) ? [index + 1] : []))

/** Seconds left of a step's own limit, negative when late; null where it has none or is not under way. */
export const stepLeft = (step: ActivationStep, now: number): number | null => (isUnderWay(step) && step.dueAt ? (Date.parse(step.dueAt) - now) / 1000 : null)

/** Seconds in which its holder has to accept it; null where nobody has to. */
export const acceptLeft = (step: ActivationStep, now: number): number | null =>
  step.state === 'open' && step.holder && !step.acceptedAt && step.acceptBy ? (Date.parse(step.acceptBy) - now) / 1000 : null

/** How a clock looks: `soon` once three quarters of it have gone. */
export function toneOf(step: ActivationStep, now: number): 'late' | 'soon' | 'calm' {
  const left = stepLeft(step, now)
  if (!isUnderWay(step)) return 'calm'
  return (left !== null && left < 0) || step.late ? 'late' : step.warned ? 'soon' : 'calm'
}

const runs = ({ state }: Activation): boolean => state === 'running'
const holdersOf = ({ steps }: Activation): Iterable<string> => heldBy(steps).keys()
const leads = (one: Activation, other: Activation): boolean => one.id === other.id || (one.commanderUser != null && one.commanderUser === other.commanderUser)

/** The steps under way of each who holds any. */
export function heldBy(steps: Steps): Map<string, ActivationStep[]> {
  const held = new Map<string, ActivationStep[]>()
  for (const step of steps) if (step.holder && isUnderWay(step)) held.set(step.holder.person, [...(held.get(step.holder.person) ?? []), step])
  return held
}

/** How many people whoever commands this leads now, in all that they command. */
export function spanOf(activation: Activation, all: Iterable<Activation>): { people: number; tooMany: boolean } {
  const led = new Set([...[...all].filter((other) => runs(other) && leads(activation, other)), activation].flatMap((one) => [...holdersOf(one)]))
  return { people: led.size, tooMany: led.size > span.most }
}

/** People who hold steps under way in more than one running plan, with how many plans those are. */
export function doubledIn(all: Iterable<Activation>): ReadonlyMap<string, number> {
  const plans = new Map<string, number>()
  for (const activation of all) if (runs(activation)) for (const person of holdersOf(activation)) plans.set(person, (plans.get(person) ?? 0) + 1)
  return new Map([...plans].filter(([, count]) => count > 1))
}

const outstanding = ['needed', 'asked', 'coming', 'there'] as const
export type RequestCounts = Record<(typeof outstanding)[number], number>

export function requestCounts(requests: readonly ResourceRequest[]): RequestCounts {
  const count = (state: (typeof outstanding)[number]) => requests.filter((request) => request.state === state).length
  return { needed: count('needed'), asked: count('asked'), coming: count('coming'), there: count('there') }
}

/** By what a person says which state of a step they saw. */
export const seenVersion = (activation: Activation, step: ActivationStep): number => step.version ?? activation.version

/** A wait is ended before its time with a reason. */
export const needsNote = (step: ActivationStep): boolean => step.needs?.note === true || endsByItself(step)

/** What is still to be given before a step counts as done. */
export function missingFor(step: ActivationStep, given: { note: string; photos: number; answer: string | null; made: string | null }): ('note' | 'photo' | 'answer' | 'made')[] {
  return [
    ...(needsNote(step) && given.note.trim() === '' ? (['note'] as const) : []),
    ...(step.needs?.photo && given.photos === 0 ? (['photo'] as const) : []),
    ...(kindOf(step) === 'decide' && given.answer === null ? (['answer'] as const) : []),
    ...(kindOf(step) === 'instruct' && given.made === null ? (['made'] as const) : []),
  ]
}

/** Real before drills, then the one that runs longest. */
export const inOrder = (all: Iterable<Activation>, isDrill: (mode: string) => boolean): Activation[] =>
  [...all].toSorted((a, b) => Number(isDrill(a.mode)) - Number(isDrill(b.mode)) || Date.parse(a.startedAt) - Date.parse(b.startedAt))
