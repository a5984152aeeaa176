import { z } from 'zod'
import { isRing, LonLat } from './geo.ts'
import { posts, skills } from './people.ts'
import { audiences, PlanStep, scenes, StepKey, ways } from './plans.ts'
import { resourceKinds } from './resources.ts'
import { Bilingual, GivenInstant, Id, Instant, Typed, TypedBilingual } from './text.ts'

/** `checking`: done by one, and still to be confirmed by a second person. `passed`: on a branch that was not taken. */
export const stepStates = ['waiting', 'open', 'checking', 'done', 'skipped', 'passed'] as const
export type StepState = (typeof stepStates)[number]
export const isOver = ({ state }: { state: StepState }): boolean => state === 'done' || state === 'skipped' || state === 'passed'
export const isUnderWay = ({ state }: { state: StepState }): boolean => state === 'open' || state === 'checking'

/** `until`: when the shift ends on which it was given to them. */
const Holder = z.strictObject({ person: Id, name: Bilingual, until: Instant.nullish() })

/** A step of a plan and how it stands. What is null is left out. `version`: the activation's when it last changed, by which a person says what they saw. */
export const ActivationStep = PlanStep.extend({
  state: z.enum(stepStates),
  version: z.int().nullish(),
  openedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
  late: z.boolean(),
  /** How often it has been begun, where more than once. */
  round: z.int().min(2).nullish(),
  /** Whose it is now. Nobody: the commander's. */
  holder: Holder.nullish(),
  acceptedAt: Instant.nullish(),
  /** Until when the holder has to accept it. */
  acceptBy: Instant.nullish(),
  /** Who had it before: they declined it, let it lapse, or it was taken from them. */
  passedOn: z.array(Id).nullish(),
  /** Three quarters of its time have gone. */
  warned: z.boolean().nullish(),
  /** How far up it has gone: 1 commander, 2 duty manager, 3 regional head. */
  escalation: z.int().min(1).max(3).nullish(),
  answer: StepKey.nullish(),
  photos: z.array(Id).nullish(),
  checkedBy: z.string().nullish(),
  /** The account of who did it, while somebody else is to confirm it. */
  checkingUser: z.string().nullish(),
  /** The order or the instruction that it made. */
  made: Id.nullish(),
  /** The part that it came in with; none: the plan itself. */
  part: z.string().nullish(),
})
export type ActivationStep = z.infer<typeof ActivationStep>

/** What may be skipped: not what must be done, nor a decision while a step waits for its answer, which would take all of its branches away. */
export const canBeSkipped = ({ key, must }: Pick<ActivationStep, 'key' | 'must'>, steps: readonly Pick<ActivationStep, 'when' | 'state'>[]): boolean =>
  !must && !steps.some(({ when, state }) => when?.step === key && state === 'waiting')
/** A wait for a time or a value: who ends it before says why. */
export const endsByItself = ({ kind, wait }: Pick<ActivationStep, 'kind' | 'wait'>): boolean => kind === 'wait' && wait != null && wait.until !== 'person'

export const requestStates = ['needed', 'asked', 'coming', 'there', 'returned', 'cancelled'] as const
export type RequestState = (typeof requestStates)[number]
/** Where a request may go; asked and coming also to another resource. */
export const requestMoves = {
  needed: ['asked', 'cancelled'],
  asked: ['asked', 'coming', 'there', 'cancelled'],
  coming: ['asked', 'coming', 'there', 'cancelled'],
  there: ['returned'],
  returned: [],
  cancelled: [],
} as const satisfies Record<RequestState, readonly RequestState[]>
/** Something of the pool that was called for. `metres`: from the place, as the crow flies. */
export const ResourceRequest = z.strictObject({
  key: z.string(),
  step: StepKey.nullable(),
  kind: z.enum(resourceKinds),
  amount: z.int().min(1),
  resource: Id.nullable(),
  name: Bilingual.nullable(),
  metres: z.int().nullable(),
  state: z.enum(requestStates),
  at: Instant,
  by: z.string(),
  /** When it is expected, as they said. */
  eta: Instant.nullable(),
  /** How many were taken from a stock that is counted, of which so many come back; in a drill none. */
  drawn: z.int().min(0).nullish(),
  /** The activation's when a person last moved it on, by which a person says what they saw. */
  version: z.int().nullish(),
})
export type ResourceRequest = z.infer<typeof ResourceRequest>

export const noteKinds = ['note', 'call', 'photo', 'word', 'alarm', 'message'] as const
/** Something said of it; `inject`: it was put in by the drill. `version`: the activation's with which it was said. */
export const ActivationNote = z.strictObject({ id: Id, at: Instant, by: z.string(), kind: z.enum(noteKinds), text: z.string(), step: StepKey.nullish(), photos: z.array(Id).nullish(), inject: z.boolean().nullish(), version: z.int().nullish() })
export type ActivationNote = z.infer<typeof ActivationNote>
/** The newest are kept in the activation itself, all in its facts. */
export const notesKept = 20

export const activationStates = ['asked', 'running', 'finished', 'aborted', 'refused'] as const

/** A plan being carried out. It holds its own copy of the steps: editing the plan later changes nothing here. What is null of the second half is left out. */
export const Activation = z.strictObject({
  id: Id,
  version: z.int(),
  /** The edition. */
  plan: Id,
  scene: z.enum(scenes),
  name: Bilingual,
  community: Id,
  building: Id.nullable(),
  place: z.string(),
  alarm: Id.nullable(),
  commander: z.string(),
  reason: z.string(),
  /** `asked`: it waits for a second person. */
  state: z.enum(activationStates),
  startedAt: Instant,
  targetAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  steps: z.array(ActivationStep),
  /** `real`, or the id of the drill. */
  mode: z.string(),

  edition: z.int().nullish(),
  series: Id.nullish(),
  /** Buildings that it is about beside `building`; neither: the whole community. */
  buildings: z.array(Id).nullish(),
  unit: z.string().nullish(),
  /** Drawn on the map: one ring, closed. */
  area: z.array(LonLat).nullish(),
  /** Who commands, where that is somebody of the staff; and the account of whoever commands. */
  commanderPerson: Id.nullish(),
  commanderUser: z.string().nullish(),
  /** Who asked for it, by account, and until when it may be agreed to. */
  asked: z.strictObject({ by: z.string(), user: z.string(), until: Instant }).nullish(),
  acceptMinutes: z.number().nullish(),
  requests: z.array(ResourceRequest).nullish(),
  notes: z.array(ActivationNote).nullish(),
  parts: z.array(z.strictObject({ key: z.string(), plan: Id, name: Bilingual, by: z.string().nullable() })).nullish(),
  /** The target has gone by. */
  late: z.boolean().nullish(),
  /** What was looked at when it was stood down, and the steps that became orders then. */
  stoodDown: z.array(z.string()).nullish(),
  left: z.array(StepKey).nullish(),
  /** The version in which a person last changed the plan as a whole: who commands it, what was added. Who saw an older one is told. */
  touched: z.int().nullish(),
})
export type Activation = z.infer<typeof Activation>

export const optionalActivationFields = [
  'edition', 'series', 'buildings', 'unit', 'area', 'commanderPerson', 'commanderUser', 'asked', 'acceptMinutes', 'requests', 'notes', 'parts', 'late', 'stoodDown', 'left', 'touched',
] as const satisfies (keyof Activation)[]

/** How long a second person has to agree, in milliseconds. */
export const agreeWithin = 300_000
/** What one commander can lead: people whose steps are under way. */
export const span = { least: 3, wanted: 5, most: 7 } as const

const place = { community: Id, building: Id.nullish(), unit: Typed(40).nullish(), buildings: z.array(Id).max(500).nullish(), area: z.array(LonLat).min(4).max(200).refine(isRing).nullish() }

/** When a person confirmed it: what is dangerous waits in no line, and is refused more than 30 s later. */
const confirmed = { at: GivenInstant }

export const StartActivation = z.strictObject({
  plan: Id,
  ...place,
  place: Typed(120).default(''),
  alarm: Id.nullish(),
  drill: z.boolean(),
  /** The drill that was planned, where it is one. */
  planned: Id.nullish(),
  /** Somebody of the staff, on duty; left out: whoever starts it. */
  commander: Id.nullish(),
  reason: Typed(400).min(1),
  ...confirmed,
})
const seen = { version: z.int().min(1) }
export const MoveActivation = z.strictObject({ ...seen, reason: Typed(400).default('') })
export const AgreeActivation = MoveActivation.extend(confirmed)
/**
 * `version`: the step's own. A phone without a network leaves it out: what it says counts if the step is still its holder's and still
 * possible, and was not begun anew since `at`.
 */
const ofStep = { version: z.int().min(1).nullish(), step: StepKey, at: GivenInstant.nullish() }
export const AcceptStep = z.strictObject(ofStep)
export const DeclineStep = z.strictObject({ ...ofStep, reason: Typed(400).min(1) })
export const CompleteStep = z.strictObject({
  ...ofStep,
  /** With a reason in `note`. */
  skip: z.boolean().default(false),
  note: Typed(2000).default(''),
  answer: StepKey.nullish(),
  photos: z.array(Id).max(9).nullish(),
  /** The instruction that was given to a device for it. */
  made: Id.nullish(),
})
export const CheckStep = z.strictObject({ ...ofStep, ok: z.boolean(), note: Typed(400).default('') })
export const GiveStep = z.strictObject({ ...ofStep, person: Id, reason: Typed(400).default('') })
export const AddBlock = z.strictObject({ ...seen, plan: Id, reason: Typed(400).min(1) })
export const AddStep = z.strictObject({ ...seen, name: Typed(120).min(1), instruction: Typed(2000).default(''), post: z.enum(posts), skill: z.enum(skills).nullish(), person: Id.nullish(), minutes: z.number().positive().max(1440).nullish() })
export const HandOverActivation = z.strictObject({ ...seen, to: Id, reason: Typed(400).min(1) })
export const NoteActivation = z.strictObject({ text: Typed(2000).min(1), step: StepKey.nullish(), photos: z.array(Id).max(9).nullish() })
export const MessageActivation = z.strictObject({ audience: z.enum(audiences), way: z.enum(ways), to: TypedBilingual, text: TypedBilingual, reason: Typed(400).min(1), ...confirmed })
export const RequestResource = z.strictObject({ ...seen, kind: z.enum(resourceKinds), amount: z.int().min(1).max(10_000), resource: Id.nullish() })
export const MoveRequest = z.strictObject({ ...seen, request: z.string().min(1).max(60), state: z.enum(requestStates), resource: Id.nullish(), minutes: z.number().min(0).max(10_080).nullish() })
export const FinishActivation = z.strictObject({ ...seen, note: Typed(2000).default(''), stoodDown: z.array(Typed(200)).max(20).default([]), orders: z.array(StepKey).max(120).default([]) })

/** What is asked before it starts. */
export const PreviewActivation = z.strictObject({ plan: Id, ...place, drill: z.boolean() })
export const ActivationPreview = z.strictObject({
  /** `person`: who would get it, null: nobody is there and it falls to the commander. `busy`: steps that they have in other plans. */
  steps: z.array(z.strictObject({ key: StepKey, person: Holder.nullable(), standIn: z.boolean(), busy: z.int() })),
  /** On file at the place, by care level. */
  care: z.strictObject({ red: z.int(), yellow: z.int(), green: z.int() }),
  buildings: z.array(Id),
  /** Nearest first, for each kind that it needs. `short`: how much is missing. */
  resources: z.array(z.strictObject({ kind: z.enum(resourceKinds), amount: z.int(), found: z.array(z.strictObject({ resource: Id, name: Bilingual, stock: z.int().nullable(), metres: z.int().nullable() })), short: z.int() })),
  /** What is running for it already: starting it joins that. */
  running: Id.nullable(),
  /** Whether it waits for a second person. */
  asks: z.boolean(),
})
export type ActivationPreview = z.infer<typeof ActivationPreview>
