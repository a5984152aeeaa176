import { z } from 'zod'
import { AlarmKind, severities } from './alarms.ts'
import { Measure, scenes, StepKey } from './plans.ts'
import { GivenInstant, Id, Instant, Typed, TypedBilingual, type Bilingual } from './text.ts'

export const drillStates = ['planned', 'running', 'ended', 'aborted', 'cancelled'] as const
/** Performed, performed with some challenges, with major challenges, unable to be performed (HSEEP). */
export const ratings = ['P', 'S', 'M', 'U'] as const
export type Rating = (typeof ratings)[number]
/** Best first; a drill is passed where the mean over all objectives is `S` or better and none is `U`. */
export const ratingPoints: Record<Rating, number> = { P: 3, S: 2, M: 1, U: 0 }
/** The nearest rating to a mean of points; halfway between two, the lesser. */
export const nearestRating = (points: number): Rating => ratings.find((rating) => points > ratingPoints[rating] - 0.5) ?? 'U'
/** `points`: of each objective that was scored. Null where none was. */
export function isPassed(points: readonly number[]): boolean | null {
  if (points.length === 0) return null
  return points.reduce((sum, one) => sum + one, 0) / points.length > ratingPoints.S - 1e-9 && points.every((one) => nearestRating(one) !== 'U')
}

export const injectKinds = ['alarm', 'call', 'photo', 'word'] as const
/** Something that is put in while the drill runs. `minutes`: after its start; null: by hand. */
export const Inject = z.strictObject({
  key: StepKey,
  minutes: z.number().min(0).max(1440).nullable(),
  kind: z.enum(injectKinds),
  text: TypedBilingual,
  alarm: z.strictObject({ kind: AlarmKind, severity: z.enum(severities), device: Id.nullish() }).nullish(),
  photo: Id.nullish(),
  /** When it was put in. */
  at: Instant.nullish(),
})
export type Inject = z.infer<typeof Inject>

/** What is null of the second half is left out. */
export const Drill = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  activation: Id.nullable(),
  lead: z.string(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Facts of before drills were planned have none of this. */
  state: z.enum(drillStates).nullish(),
  /** The plan, by its series. */
  plan: Id.nullish(),
  scene: z.enum(scenes).nullish(),
  plannedAt: Instant.nullish(),
  objectives: z.array(Measure).nullish(),
  injects: z.array(Inject).nullish(),
  note: z.string().nullish(),
  /** Why it was aborted or cancelled. */
  reason: z.string().nullish(),
  /** Residents may score by a code until then. */
  codeUntil: Instant.nullish(),
})
export type Drill = z.infer<typeof Drill>

/** Fields that are left out of facts where they hold nothing. */
export const optionalDrillFields = ['state', 'plan', 'scene', 'plannedAt', 'objectives', 'injects', 'note', 'reason', 'codeUntil'] as const satisfies (keyof Drill)[]

const about = { plannedAt: GivenInstant, objectives: z.array(Measure).max(20).nullish(), injects: z.array(Inject.omit({ at: true })).max(60).default([]), note: Typed(2000).default('') }
/** Objectives that are left out are the plan's own. */
export const PlanDrill = z.strictObject({ community: Id, plan: Id, ...about })
export const ChangeDrill = z.strictObject({ version: z.int().min(1), ...about })
export const CancelDrill = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })
/** Made up while a drill runs, at most; those of its script are beside. */
export const mostMadeUp = 200
/** One that was planned, or one made up now. */
export const InjectDrill = z.strictObject({ version: z.int().min(1), inject: StepKey.nullish(), kind: z.enum(injectKinds).nullish(), text: Typed(200).nullish(), photo: Id.nullish() })
export const OpenScoring = z.strictObject({ version: z.int().min(1), hours: z.int().min(1).max(72).default(24) })

export const scorers = ['observer', 'resident'] as const
const Rated = z.strictObject({ objective: StepKey, rating: z.enum(ratings), note: Typed(400).default('') })
/** One observer's word on one drill; said again, it takes the place of what they said before. `calm`: how residents were calmed. What was struck out counts nowhere. */
export const Score = z.strictObject({
  id: Id, version: z.int(), community: Id, drill: Id, kind: z.enum(scorers), by: z.string(), at: Instant, rated: z.array(Rated), calm: z.enum(ratings).nullable(), note: z.string(),
  struck: z.strictObject({ by: z.string(), at: Instant, reason: z.string() }).nullish(),
})
export type Score = z.infer<typeof Score>
export const GiveScore = z.strictObject({ drill: Id, rated: z.array(Rated).max(20), calm: z.enum(ratings).nullish(), note: Typed(2000).default('') })
/** It stays to be seen, and counts nowhere. */
export const StrikeScore = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })
/** What a resident says by a code. `name`: what they want to be called; `secret`: made by their browser, with it they may say it again. */
export const ResidentScore = z.strictObject({ name: Typed(40).min(1), secret: z.string().regex(/^[\w-]{22,64}$/), rated: z.array(Rated).max(20), calm: z.enum(ratings).nullish(), note: Typed(2000).default('') })
export type ResidentScore = z.infer<typeof ResidentScore>

/** What the page of a code shows: no person. `until`: when it closes; `open`: whether it still takes scores. `zone`: IANA. */
export type ScoredDrill = { community: Bilingual; plan: Bilingual; zone: string; at: string; until: string; open: boolean; objectives: { key: string; name: Bilingual }[] }

/** How often is drilled: scene null is any, community null all. Of several that fit the one that names the community counts. */
export const Cadence = z.strictObject({ id: Id, version: z.int(), community: Id.nullable(), scene: z.enum(scenes).nullable(), months: z.int().min(1).max(60), ended: z.boolean() })
export type Cadence = z.infer<typeof Cadence>
export const SetCadence = z.strictObject({ community: Id.nullable(), scene: z.enum(scenes).nullable(), months: z.int().min(1).max(60), reason: Typed(400).min(1) })
export const EndCadence = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })

/** What a community owes. `proof`: the drill that was last held for it; `next`: one that is planned. */
export const DrillDuty = z.strictObject({
  community: Id, scene: z.enum(scenes).nullable(), months: z.int(), dueAt: Instant, state: z.enum(['kept', 'soon', 'late', 'never']), proof: Id.nullable(), provedAt: Instant.nullable(), next: Id.nullable(),
})
export type DrillDuty = z.infer<typeof DrillDuty>

/** A drill's result: per objective the mean of what was said (points), how many said it; minutes taken against those aimed at. */
export const DrillResult = z.strictObject({
  drill: Id,
  at: Instant.nullable(),
  objectives: z.array(z.strictObject({ key: StepKey, name: TypedBilingual, rating: z.enum(ratings).nullable(), points: z.number().nullable(), said: z.int(), minutes: z.number().nullable(), target: z.number().nullable() })),
  calm: z.strictObject({ rating: z.enum(ratings).nullable(), points: z.number().nullable(), said: z.int() }),
  rating: z.enum(ratings).nullable(),
  passed: z.boolean().nullable(),
})
export type DrillResult = z.infer<typeof DrillResult>
