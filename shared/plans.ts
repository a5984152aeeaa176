import { z } from 'zod'
import { AlarmKind } from './alarms.ts'
import { posts } from './people.ts'
import { resourceKinds } from './resources.ts'
import { Bilingual, Id, Instant, Typed } from './text.ts'

export const scenes = [
  'typhoon', 'heavy-rain', 'snow', 'public-health', 'fire', 'lift-entrapment', 'burst-pipe', 'power-cut', 'gas-leak', 'intrusion', 'falling-object', 'lost-person',
] as const

export const PlanStep = z.strictObject({
  key: z.string().min(1).max(40),
  post: z.enum(posts),
  name: Bilingual,
  instruction: z.strictObject({ zh: z.string(), en: z.string() }),
  /** Minutes from the moment the step opens; null where the step has no clock of its own. */
  minutes: z.number().positive().nullable(),
  /** Steps that must be done before this one opens. */
  after: z.array(z.string()),
  /** A message that leaves the building when the step opens. */
  notify: z.strictObject({ to: Bilingual, text: Bilingual }).nullable(),
})
export type PlanStep = z.infer<typeof PlanStep>

export const Plan = z.strictObject({
  id: Id,
  version: z.int(),
  scene: z.enum(scenes),
  name: Bilingual,
  purpose: Bilingual,
  /** Alarm kinds that this plan is proposed for. */
  fits: z.array(AlarmKind),
  targetMinutes: z.number().positive().nullable(),
  steps: z.array(PlanStep).min(1),
  resources: z.array(z.enum(resourceKinds)),
})
export type Plan = z.infer<typeof Plan>

export const stepStates = ['waiting', 'open', 'done', 'skipped'] as const

export const ActivationStep = PlanStep.extend({
  state: z.enum(stepStates),
  openedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
  late: z.boolean(),
})
export type ActivationStep = z.infer<typeof ActivationStep>

/** A plan being carried out. It holds its own copy of the steps: editing the plan later changes nothing here. */
export const Activation = z.strictObject({
  id: Id,
  version: z.int(),
  plan: Id,
  scene: z.enum(scenes),
  name: Bilingual,
  community: Id,
  building: Id.nullable(),
  place: z.string(),
  alarm: Id.nullable(),
  commander: z.string(),
  reason: z.string(),
  state: z.enum(['running', 'finished']),
  startedAt: Instant,
  targetAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  steps: z.array(ActivationStep),
  /** `real`, or the id of the drill. */
  mode: z.string(),
})
export type Activation = z.infer<typeof Activation>

export const StartActivation = z.strictObject({
  plan: Id,
  community: Id,
  building: Id.nullish(),
  place: Typed(120).default(''),
  alarm: Id.nullish(),
  drill: z.boolean(),
  reason: Typed(400).min(1),
})
export const CompleteStep = z.strictObject({
  version: z.int().min(1),
  step: z.string().min(1).max(40),
  skip: z.boolean().default(false),
  note: Typed(2000).default(''),
})
export const FinishActivation = z.strictObject({ version: z.int().min(1), note: Typed(2000).default('') })
