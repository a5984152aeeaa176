import type { ScoreRow } from '#db/schema/drills.ts'
import { scorers, type Score } from '#shared/drills.ts'
import { idFrom } from '../journal/system.ts'

/** Under this id the strike of a score stands beside it. */
export const strikeOf = (score: string): string => idFrom('strike', score)

/** Scores as they are shown, those that were struck out with by whom and why. */
export function scoresIn(rows: readonly ScoreRow[]): Score[] {
  const strikes = new Map(rows.filter(({ kind }) => kind === 'strike').map((row) => [row.id, row]))
  return rows.flatMap((row) => {
    const kind = scorers.find((one) => row.kind === one || row.kind === `${one}-struck`)
    const strike = strikes.get(strikeOf(row.id))
    return kind ? [{ ...row, kind, ...(strike && { struck: { by: strike.by, at: strike.at, reason: strike.note } }) }] : []
  })
}
