import type { Activation, ActivationNote, ActivationStep, ResourceRequest } from '#shared/activations.ts'
import type { Actor } from '#shared/facts.ts'
import { isByHand } from '#shared/plan-rules.ts'
import { kindOf, type Plan, type PlanStep } from '#shared/plans.ts'
import type { Person, Post } from '#shared/people.ts'
import type { Demo } from './demo.ts'
import { instant, minute } from './local-time.ts'
import type { PastFact } from './past.ts'
import { idOf, type Random } from './random.ts'

export type Who = { person: Person; actor: Actor }
export type PlanRun = { id: string; startedAt: number; endedAt: number; /** As it ended, of version 1. */ body: Activation; facts: PastFact[] }
type Asked = {
  id: string; plan: Plan; community: string; place: string; reason: string; mode: string; startedAt: number; pace: number; who: (post: Post) => Who; random: Random; notes?: readonly string[]
}

/** When a step opened and was over, epoch milliseconds; `passed`: its branch was not taken. */
type Course = { step: PlanStep; openedAt: number; doneAt: number; passed: boolean; answer: string | null; by: Who | null }

/** A plan as it was carried out by the book: each step in about its time, each question answered without a way back. */
export function planRun(demo: Demo, asked: Asked): PlanRun {
  const { id, plan, community, mode, startedAt, who, notes = [] } = asked
  const courses = courseOf(asked)
  const over = Math.max(...courses.map(({ doneAt }) => doneAt))
  const endedAt = over + 3 * minute
  const manager = who('duty-manager')
  const said = notes.map((text, i): ActivationNote => ({ id: idOf(id, 'note', i), at: instant(startedAt + ((i + 1) * (over - startedAt)) / (notes.length + 1)), by: manager.person.name.zh, kind: 'note', text }))
  const shared = {
    id, plan: plan.id, scene: plan.scene, name: plan.name, community, building: null, place: asked.place, alarm: null, commander: manager.person.name.zh, reason: asked.reason, startedAt: instant(startedAt),
    targetAt: plan.targetMinutes === null ? null : instant(startedAt + plan.targetMinutes * minute), mode, edition: plan.edition, series: plan.series, commanderPerson: manager.person.id, commanderUser: manager.actor.id, acceptMinutes: plan.acceptMinutes,
  }
  const bodyAt = (at: number, version: number): Activation => {
    const requests = courses.flatMap((course) => requestOf(demo, community, course, at))
    const notedBy = said.filter((note) => Date.parse(note.at) <= at)
    return { ...shared, version, state: 'running', finishedAt: null, steps: courses.map((course) => stepAt(course, at)), ...(requests.length > 0 && { requests }), ...(notedBy.length > 0 && { notes: notedBy }) }
  }
  const moments = new Map<number, Pick<PastFact, 'by'> & { name: Moment }>([[startedAt, { name: 'activation.started', by: manager.actor }]])
  for (const note of said) moments.set(Date.parse(note.at), { name: 'activation.noted', by: manager.actor })
  for (const { doneAt, by, passed } of courses) if (!passed && doneAt > startedAt) moments.set(doneAt, { name: by ? 'activation.step-done' : 'activation.advanced', by: by?.actor ?? system })
  const told = [...moments].toSorted(([a], [b]) => a - b)
  const last: Activation = { ...bodyAt(endedAt, told.length + 1), state: 'finished', finishedAt: instant(endedAt), stoodDown: plan.standDown.map(({ zh }) => zh) }
  const facts = [...told.map(([at, { name, by }], i): PastFact => ({ at, name, by, body: bodyAt(at, i + 1) })), { at: endedAt, name: 'activation.finished', by: manager.actor, body: last } satisfies PastFact]
  return { id, startedAt, endedAt, body: { ...last, version: 1 }, facts }
}

type Moment = 'activation.started' | 'activation.noted' | 'activation.step-done' | 'activation.advanced'
const system: Actor = { kind: 'system', id: 'activations', name: '系统' }

/** In the order of the plan, in which each comes after what it waits for. No two people finish in the same second. */
function courseOf({ plan, startedAt, pace, who, random }: Asked): Course[] {
  const courses = new Map<string, Course>()
  let ticks = 0
  for (const step of plan.steps) {
    const before = step.after.flatMap((key) => courses.get(key) ?? [])
    const openedAt = Math.max(startedAt, ...before.map(({ doneAt }) => doneAt))
    const taken = (before.length === 0 || before.some(({ passed }) => !passed)) && (!step.when || courses.get(step.when.step)?.answer === step.when.answer)
    const hands = taken && isByHand(step)
    const takes = !taken ? 0 : hands ? (step.minutes ?? 5) * Math.min(1.3, pace * random.between(0.5, 1.25)) * minute + ++ticks * 1_000 : waited(step) * minute
    courses.set(step.key, { step, openedAt, doneAt: openedAt + Math.round(takes / 1_000) * 1_000, passed: !taken, answer: taken ? (step.answers?.find(({ back }) => !back)?.key ?? null) : null, by: hands ? who(step.post) : null })
  }
  return [...courses.values()]
}

/** Minutes until a wait of the system's is over. What is measured comes right soon. */
const waited = ({ wait }: PlanStep): number => (wait?.until === 'time' ? wait.minutes : wait?.until === 'value' ? 6 : 0)

function stepAt({ step, openedAt, doneAt, passed, answer, by }: Course, at: number): ActivationStep {
  const waiting: ActivationStep = { ...step, state: 'waiting', openedAt: null, dueAt: null, doneAt: null, doneBy: null, note: '', late: false }
  if (at < openedAt) return waiting
  if (passed) return { ...waiting, state: 'passed' }
  const dueAt = step.minutes === null ? null : openedAt + step.minutes * minute
  const late = dueAt !== null && Math.min(at, doneAt) > dueAt
  const open: ActivationStep = { ...waiting, state: 'open', openedAt: instant(openedAt), dueAt: dueAt === null ? null : instant(dueAt), late, ...(by && { holder: { person: by.person.id, name: by.person.name }, acceptedAt: instant(openedAt) }) }
  return at < doneAt ? open : { ...open, state: 'done', doneAt: instant(doneAt), doneBy: by?.person.name.zh ?? null, ...(answer && { answer }) }
}

/** What of the pool came for a step. */
function requestOf(demo: Demo, community: string, { step, openedAt, passed }: Course, at: number): ResourceRequest[] {
  if (kindOf(step) !== 'request' || !step.request || passed || at < openedAt) return []
  const { kind, amount } = step.request
  const resource = demo.resources.find((one) => one.community === community && one.kind === kind)
  return [{ key: step.key, step: step.key, kind, amount, resource: resource?.id ?? null, name: resource?.name ?? null, metres: null, state: 'there', at: instant(openedAt), by: '系统', eta: null }]
}
