import type { Person } from '#shared/people.ts'
import type { ServicePromise } from '#shared/promises.ts'
import { crewOf, type Crew } from './crew.ts'
import type { Demo } from './demo.ts'
import { day, midnight } from './local-time.ts'
import { numbering } from './order-past.ts'
import { promisedBy, type Promised } from './promised.ts'
import { makeRandom } from './random.ts'
import { userIdOf } from './users.ts'

/** What the makers of the past have in common. Times in epoch milliseconds. */
export type Scene = {
  demo: Demo
  now: number
  /** Local midnights of all days, oldest first. */
  dates: readonly number[]
  within: (at: number) => boolean
  /** 0 for now, 1 for the beginning of the history. */
  age: (at: number) => number
  /** Rain brings repairs: a factor for each date. */
  rain: ReadonlyMap<number, number>
  crew: Crew
  promised: Promised
  number: (at: number) => string
  userOf: (person: Person) => string
}

export function sceneOf(demo: Demo, { days, now, promises }: { days: number; now: number; promises: readonly ServicePromise[] }): Scene {
  const dates = Array.from({ length: days + 1 }, (_, i) => midnight(now) - (days - i) * day)
  const weather = makeRandom(`${demo.seed}/weather`)
  return {
    demo, now, dates,
    within: (at) => at >= now - days * day && at <= now,
    age: (at) => (now - at) / (days * day),
    rain: new Map(dates.map((date) => [date, weather.chance(0.12) ? weather.between(1.3, 1.8) : weather.between(0.85, 1.1)])),
    crew: crewOf(demo.people),
    promised: promisedBy(promises),
    number: numbering(makeRandom(`${demo.seed}/numbers`)),
    userOf: (person) => userIdOf(demo, person.code.toLowerCase()),
  }
}
