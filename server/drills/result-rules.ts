import type { Activation } from '#shared/activations.ts'
import { isPassed, nearestRating, ratingPoints, type Drill, type DrillResult, type Rating, type Score } from '#shared/drills.ts'
import type { Measure } from '#shared/plans.ts'

const minute = 60_000

/** What came of a drill. `activation`: the plan as it was carried out in it. It is passed or not once it has ended. */
export function resultOf(drill: Drill, scores: readonly Score[], activation: Activation | null): DrillResult {
  const objectives = (drill.objectives ?? []).map((objective) => ({
    key: objective.key,
    name: objective.name,
    ...meanOf(scores.flatMap(({ rated }) => rated.flatMap((one) => (one.objective === objective.key ? [one.rating] : [])))),
    minutes: activation && minutesOf(objective, activation),
    target: objective.minutes ?? null,
  }))
  const points = objectives.flatMap((one) => (one.points === null ? [] : [one.points]))
  return {
    drill: drill.id,
    at: drill.startedAt,
    objectives,
    calm: meanOf(scores.flatMap(({ calm }) => (calm ? [calm] : []))),
    rating: points.length > 0 ? nearestRating(mean(points)) : null,
    passed: drill.state === 'ended' ? isPassed(points) : null,
  }
}

function meanOf(said: readonly Rating[]): { rating: Rating | null; points: number | null; said: number } {
  if (said.length === 0) return { rating: null, points: null, said: 0 }
  const points = mean(said.map((rating) => ratingPoints[rating]))
  return { rating: nearestRating(points), points, said: said.length }
}

const mean = (points: readonly number[]): number => points.reduce((sum, one) => sum + one, 0) / points.length

/** From the start of the plan to the end of the step that is measured; null where it was not done. To a tenth. */
function minutesOf({ step }: Measure, { startedAt, steps }: Activation): number | null {
  const done = step ? steps.find(({ key, state }) => key === step && state === 'done')?.doneAt : null
  return done ? Math.round(((Date.parse(done) - Date.parse(startedAt)) / minute) * 10) / 10 : null
}
