import { distance, type LonLat } from '#shared/geo.ts'
import { wayTo, type Ground } from './ground.ts'

/** One person on foot. `goal` names where they are going, so that a new goal finds a new way and the same one does not. */
export type Walker = { at: LonLat; way: LonLat[]; goal: string }

/** Metres a second of somebody who has work to do. */
export const walkingSpeed = 1.3
/** Near enough to have arrived, metres. */
export const arrivedWithin = 8

export function headFor(walker: Walker, ground: Ground, goal: string, to: LonLat): Walker {
  return walker.goal === goal ? walker : { at: walker.at, way: wayTo(ground, walker.at, to), goal }
}

/** Goes on by `metres` along the way. */
export function walked(walker: Walker, metres: number): Walker {
  let { at } = walker
  const way = [...walker.way]
  let left = metres
  for (let next = way[0]; next && left > 0; next = way[0]) {
    const far = distance(at, next)
    if (far > left) {
      const share = left / far
      at = [at[0] + (next[0] - at[0]) * share, at[1] + (next[1] - at[1]) * share]
      left = 0
    } else {
      at = next
      left -= far
      way.shift()
    }
  }
  return { ...walker, at, way }
}

export const hasArrived = (walker: Walker, goal: string): boolean => walker.goal === goal && walker.way.length === 0
