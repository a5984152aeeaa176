import { optionalDrillFields, type Drill, type Score } from '#shared/drills.ts'
import { leavingOut } from '../journal/leaving-out.ts'

/** A drill as facts have it: what only some have is left out where there is none. */
export const onWire = leavingOut<Drill>(optionalDrillFields)

/** A score as facts have it: what a resident is called and wrote stays in its row. */
export const scoreOnWire = (score: Score): Score =>
  score.kind === 'observer' ? score : { ...score, by: '', note: '', rated: score.rated.map((one) => ({ ...one, note: '' })) }
