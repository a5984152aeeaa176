import { z } from 'zod'
import { AlarmKind, severities } from './alarms.ts'
import { deviceActions, deviceKinds } from './devices.ts'
import { real } from './modes.ts'
import { categories, priorities } from './orders.ts'
import { posts, skills } from './people.ts'
import { resourceKinds } from './resources.ts'
import { Id, Instant, Typed, TypedBilingual } from './text.ts'

export const scenes = [
  'typhoon', 'heavy-rain', 'snow', 'public-health', 'fire', 'lift-entrapment', 'burst-pipe', 'power-cut', 'gas-leak', 'intrusion', 'falling-object', 'lost-person',
] as const
export type Scene = (typeof scenes)[number]

/**
 * What a step is. A person carries out `do`, `decide`, `roll-call` and `instruct`; `wait`, `notify`, `order`, `request` and `block` the
 * system does by itself as soon as they open (a `wait` for a person is ended by one).
 */
export const stepKinds = ['do', 'decide', 'wait', 'notify', 'order', 'instruct', 'roll-call', 'request', 'block'] as const
export type StepKind = (typeof stepKinds)[number]
export const audiences = ['residents', 'in-need', 'staff', 'outside'] as const
/** By what a message leaves: the company's own gateway for SMS and calls, or as a public warning by CAP 1.2. */
export const ways = ['gateway', 'cap'] as const

export const StepKey = z.string().regex(/^[a-z0-9]+([-/][a-z0-9]+)*$/).max(60)
const Long = z.strictObject({ zh: Typed(2000), en: Typed(2000) })

export const Notice = z.strictObject({ to: TypedBilingual, text: TypedBilingual, audience: z.enum(audiences).nullish(), way: z.enum(ways).nullish() })
export type Notice = z.infer<typeof Notice>
/** Milliseconds after which what a plan says is not sent any more: whoever heard it then would act on what is over. */
export const noticeStays = 15 * 60_000

/** `back`: the step that is begun anew when this is the answer, with all that follows it; null: on to what comes after. */
export const Answer = z.strictObject({ key: StepKey, name: TypedBilingual, back: StepKey.nullish() })
export type Answer = z.infer<typeof Answer>

/** Until so many minutes have gone, a device of this kind at the place shows such a value, or somebody says so. */
export const Wait = z.discriminatedUnion('until', [
  z.strictObject({ until: z.literal('time'), minutes: z.number().positive().max(10_080) }),
  z.strictObject({ until: z.literal('value'), device: z.enum(deviceKinds), key: Typed(60).min(1), when: z.enum(['above', 'below']), limit: z.number() }),
  z.strictObject({ until: z.literal('person') }),
])
export type Wait = z.infer<typeof Wait>

/** What is left out of a step is null; a step of before there were kinds is a `do`. */
export const PlanStep = z.strictObject({
  key: StepKey,
  kind: z.enum(stepKinds).nullish(),
  /** Whose it is; of what the system does by itself, who looks after it. */
  post: z.enum(posts),
  /** Narrows the post's people down; where nobody has it, the post alone counts. */
  skill: z.enum(skills).nullish(),
  /** Posts that stand in, in this order, where nobody of the post is on duty; then the commander. */
  orElse: z.array(z.enum(posts)).max(posts.length).nullish(),
  name: TypedBilingual,
  instruction: Long,
  /** Minutes from the moment the step opens; null where the step has no clock of its own. */
  minutes: z.number().positive().max(43_200).nullable(),
  /** Steps that must be over before this one opens. Where the branches of all of them were not taken, this one is not either. */
  after: z.array(StepKey).max(40),
  /** Taken only if that decision, which lies before it, was answered so. */
  when: z.strictObject({ step: StepKey, answer: StepKey }).nullish(),
  /** A message that leaves the building when the step opens. */
  notify: Notice.nullable(),
  answers: z.array(Answer).min(2).max(8).nullish(),
  wait: Wait.nullish(),
  order: z.strictObject({ category: z.enum(categories), priority: z.enum(priorities), title: TypedBilingual }).nullish(),
  instruct: z.strictObject({ device: z.enum(deviceKinds), action: z.enum(deviceActions) }).nullish(),
  /** Whom it calls; empty: everybody on duty. */
  rollCall: z.array(z.enum(posts)).max(posts.length).nullish(),
  request: z.strictObject({ kind: z.enum(resourceKinds), amount: z.int().min(1).max(10_000) }).nullish(),
  /** The series of the plan whose steps are put in here when it opens. */
  block: Id.nullish(),
  needs: z.strictObject({ note: z.boolean(), photo: z.boolean(), second: z.boolean() }).nullish(),
  /** It may not be skipped. */
  must: z.boolean().nullish(),
})
export type PlanStep = z.infer<typeof PlanStep>
export const kindOf = (step: Pick<PlanStep, 'kind'>): StepKind => step.kind ?? 'do'

/** `count`: so many of these at one building within 10 minutes. */
export const Trigger = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('alarm'), kinds: z.array(AlarmKind).min(1).max(20), severity: z.enum(severities).nullish(), count: z.int().min(1).max(100).nullish() }),
  z.strictObject({ on: z.literal('words'), words: z.array(Typed(40).min(2)).min(1).max(40) }),
])
export type Trigger = z.infer<typeof Trigger>

/** One line of the plan's table. */
export const PlanNeed = z.strictObject({ kind: z.enum(resourceKinds), amount: z.int().min(1).max(10_000), name: TypedBilingual.nullish() })
export type PlanNeed = z.infer<typeof PlanNeed>
/** What is measured when it is carried out, and what a drill scores. `step`: the one whose end is measured. */
export const Measure = z.strictObject({ key: StepKey, name: TypedBilingual, minutes: z.number().positive().nullish(), step: StepKey.nullish() })
export type Measure = z.infer<typeof Measure>

const content = {
  scene: z.enum(scenes),
  name: TypedBilingual,
  purpose: TypedBilingual,
  triggers: z.array(Trigger).max(20),
  targetMinutes: z.number().positive().max(43_200).nullable(),
  steps: z.array(PlanStep).min(1).max(120),
  resources: z.array(PlanNeed).max(60),
  measures: z.array(Measure).max(20),
  /** What is looked at before it is stood down. */
  standDown: z.array(TypedBilingual).max(20),
  /** In which a step must be accepted, or the next one is asked. */
  acceptMinutes: z.number().positive().max(1440),
  /** For real it starts only when a second person agrees. */
  secondPerson: z.boolean(),
}
export const PlanContent = z.strictObject(content)
export type PlanContent = z.infer<typeof PlanContent>

export const planStates = ['draft', 'review', 'published', 'retired'] as const
export type PlanState = (typeof planStates)[number]

/**
 * One edition of a plan. What it says never changes once it was published; another edition of the same `series` takes its place. At
 * most one of a series is published, and at most one is being worked on.
 */
export const Plan = z.strictObject({
  id: Id,
  version: z.int(),
  series: Id,
  edition: z.int().min(1),
  state: z.enum(planStates),
  ...content,
  /** Who wrote it last, and who published it. */
  by: z.string(),
  changedAt: Instant,
  publishedAt: Instant.nullable(),
  publishedBy: z.string().nullable(),
  /** What is different from the edition before. */
  change: z.string(),
  /** Findings that changed it. */
  findings: z.array(Id),
  /** Who last sent it back to be written on, and why; until it is sent to review anew. */
  returned: z.strictObject({ by: z.string(), at: Instant, reason: z.string() }).nullish(),
})
export type Plan = z.infer<typeof Plan>

export const DraftPlan = PlanContent.extend({ series: Id.nullish() })
export const ChangePlan = PlanContent.extend({ version: z.int().min(1) })
export const MovePlan = z.strictObject({ version: z.int().min(1), reason: Typed(400).default('') })
export const PublishPlan = z.strictObject({ version: z.int().min(1), change: Typed(400).min(1), findings: z.array(Id).max(60).default([]) })
export const RetirePlan = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })

/** The format in which plans are exported; its JSON schema is at `/plan.schema.json`. */
export const planFormat = 'watchfloor-plan/1'
export const PlanFile = z.strictObject({ format: z.literal(planFormat), plans: z.array(PlanContent).min(1).max(60) })
/** A plan file, or the tables of a Sahana Eden scenario; each plan comes in as a draft. `series`: it is a new edition of that. */
export const ImportPlan = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('watchfloor'), text: z.string().min(2).max(2_000_000), series: Id.nullish() }),
  z.strictObject({
    format: z.literal('eden'), scenarios: z.string().max(500_000), tasks: z.string().max(500_000), people: z.string().max(500_000).default(''), assets: z.string().max(500_000).default(''),
    scene: z.enum(scenes),
  }),
])

/** What stands against publishing (`error`) or should be looked at (`warning`). `step`: where; `about`: names of posts, steps, kinds, as keys. */
export const planProblems = [
  'no-start', 'unreachable', 'loop', 'unknown-step', 'doubled-key', 'no-way-out', 'unanswered', 'unknown-answer', 'not-before', 'missing', 'unheld-post', 'no-resource', 'untranslated', 'no-device', 'unknown-block',
  'no-limit', 'block-in-block',
] as const
export const PlanProblem = z.strictObject({ problem: z.enum(planProblems), weight: z.enum(['error', 'warning']), step: z.string().nullable(), about: z.string().nullable() })
export type PlanProblem = z.infer<typeof PlanProblem>

type Sign = { kind: string; severity: (typeof severities)[number]; building: string | null; raisedAt: string; community: string; mode: string }
const together = 600_000

/** Whether a plan is proposed for an alarm, among others that stand. What is staged proposes none and counts for none: who follows it would start in earnest what is practised. */
export function fitsAlarm({ triggers }: Pick<Plan, 'triggers'>, alarm: Sign, standing: Iterable<Sign> = [alarm]): boolean {
  if (alarm.mode !== real) return false
  return triggers.some((trigger) => {
    if (trigger.on !== 'alarm' || !trigger.kinds.includes(alarm.kind)) return false
    if (trigger.severity && severities.indexOf(alarm.severity) > severities.indexOf(trigger.severity)) return false
    if (!trigger.count || trigger.count === 1) return true
    const at = Date.parse(alarm.raisedAt)
    const near = [...standing].filter((one) => one.mode === real && one.community === alarm.community && one.building === alarm.building && trigger.kinds.includes(one.kind) && Math.abs(Date.parse(one.raisedAt) - at) <= together)
    return near.length >= trigger.count
  })
}

/** Whether a plan is proposed for what somebody reports in these words. */
export const fitsWords = ({ triggers }: Pick<Plan, 'triggers'>, words: string): boolean =>
  triggers.some((trigger) => trigger.on === 'words' && trigger.words.some((word) => words.toLowerCase().includes(word.toLowerCase())))
