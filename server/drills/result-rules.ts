import type { Activation } from '#shared/activations.ts'
import { isPassed, nearestRating, ratingPoints, type Drill, type DrillResult, type Rating, type Score } from '#shared/drills.ts'
import type { Measure } from '#shared/plans.ts'

const minute = 60_000

/**
 * What came of a drill. `activation`: the plan as it was carried out in it. It is passed or not once it has ended. Each who watched has a
 * voice; residents have one together, since nobody knows how many browsers one of them has. `said` counts all; what was struck out counts
 * nowhere.
 */
export function resultOf(drill: Drill, scores: readonly Score[], activation: Activation | null): DrillResult {
  const objectives = (drill.objectives ?? []).map((objective) => ({
    key: objective.key,
    name: objective.name,
    ...meanOf(scores, ({ rated }) => rated.find((one) => one.objective === objective.key)?.rating),
    minutes: activation && minutesOf(objective, activation),
    target: objective.minutes ?? null,
  }))
  const points = objectives.flatMap((one) => (one.points === null ? [] : [one.points]))
  return {
    drill: drill.id,
    at: drill.startedAt,
    objectives,
    calm: meanOf(scores, ({ calm }) => calm),
    rating: points.length > 0 ? nearestRating(mean(points)) : null,
    passed: drill.state === 'ended' ? isPassed(points) : null,
  }
}

function meanOf(scores: readonly Score[], ratingOf: (score: Score) => Rating | null | undefined): { rating: Rating | null; points: number | null; said: number } {
  const of = (kind: Score['kind']): number[] => scores.flatMap((score) => (score.kind === kind && !score.struck ? (ratingOf(score) ?? []) : [])).map((rating) => ratingPoints[rating])
  const [observers, residents] = [of('observer'), of('resident')]
  const voices = residents.length > 0 ? [...observers, mean(residents)] : observers
  if (voices.length === 0) return { rating: null, points: null, said: 0 }
  const points = mean(voices)
  return { rating: nearestRating(points), points, said: observers.length + residents.length }
}

const mean = (points: readonly number[]): number => points.reduce((sum, one) => sum + one, 0) / points.length

/** From the start of the plan to the end of the step that is measured; null where it was not done. To a tenth. */
function minutesOf({ step }: Measure, { startedAt, steps }: Activation): number | null {
  const done = step ? steps.find(({ key, state }) => key === step && state === 'done')?.doneAt : null
  return done ? Math.round(((Date.parse(done) - Date.parse(startedAt)) / minute) * 10) / 10 : null
}
