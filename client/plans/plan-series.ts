import type { QueryReply } from '#shared/queries.ts'
import { scenes } from '#shared/plans.ts'

export type Edition = QueryReply<'planEditions'>[number]
/** All editions of one plan. `shown`: the one in force, else the one being worked on, else the last that was. `open`: the one being worked on. */
export type Series = { id: string; shown: Edition; inForce: Edition | null; open: Edition | null; editions: Edition[] }

/** Plans by their editions, in the order of their scenes, what only people start (blocks, mostly) below; editions newest first. */
export function seriesOf(editions: readonly Edition[]): Series[] {
  const found = [...new Set(editions.map(({ series }) => series))].flatMap((id): Series[] => {
    const sorted = editions.filter(({ series }) => series === id).toSorted((a, b) => b.edition - a.edition)
    const inForce = sorted.find(({ state }) => state === 'published') ?? null
    const open = sorted.find(({ state }) => state === 'draft' || state === 'review') ?? null
    const shown = inForce ?? open ?? sorted.find(({ publishedAt }) => publishedAt !== null) ?? sorted[0]
    return shown ? [{ id, shown, inForce, open, editions: sorted }] : []
  })
  return found.toSorted((a, b) => byPeople(a) - byPeople(b) || scenes.indexOf(a.shown.scene) - scenes.indexOf(b.shown.scene) || a.shown.name.zh.localeCompare(b.shown.name.zh))
}

const byPeople = ({ shown }: Series): number => Number(shown.triggers.length === 0)

/** Neither in force nor being worked on. */
export const isRetired = ({ inForce, open }: Series): boolean => !inForce && !open

/** Readiness of one plan over communities: rounded to whole per cent; null where nothing is known. */
export function readyOver(rows: readonly { plan: string; percent: number }[], { id, shown }: Pick<Series, 'id' | 'shown'>): { worst: number; mean: number; of: number } | null {
  const percents = rows.filter(({ plan }) => plan === id || plan === shown.id).map(({ percent }) => percent)
  if (percents.length === 0) return null
  return { worst: Math.min(...percents), mean: Math.round(percents.reduce((sum, one) => sum + one, 0) / percents.length), of: percents.length }
}
