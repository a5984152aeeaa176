import { scenes, type Scene } from '#shared/plans.ts'
import type { Readiness } from '#shared/readiness.ts'

/** `least`: the lowest of all its plans; `mean` of them. Of a scene with several plans the first is the least ready. */
export type ReadyRow = { community: string; least: number; mean: number; of: ReadonlyMap<Scene, readonly [Readiness, ...Readiness[]]> }

/** One row for each community, the least ready first, and the scenes for which there is any plan. */
export function matrixOf(all: readonly Readiness[]): { scenes: Scene[]; rows: ReadyRow[] } {
  const communities = new Map<string, Map<Scene, [Readiness, ...Readiness[]]>>()
  for (const one of all.toSorted((a, b) => a.percent - b.percent)) {
    const row = communities.get(one.community) ?? new Map<Scene, [Readiness, ...Readiness[]]>()
    communities.set(one.community, row)
    const cell = row.get(one.scene)
    if (cell) cell.push(one)
    else row.set(one.scene, [one])
  }
  const rows = [...communities].map(([community, of]): ReadyRow => {
    const percents = [...of.values()].flatMap((cell) => cell.map(({ percent }) => percent))
    return { community, of, least: Math.min(...percents), mean: percents.reduce((sum, one) => sum + one, 0) / percents.length }
  })
  const held = new Set(all.map(({ scene }) => scene))
  return { scenes: scenes.filter((scene) => held.has(scene)), rows: rows.toSorted((a, b) => a.mean - b.mean || a.least - b.least) }
}

type Reason = Readiness['reasons'][number]

/** How many of 100 a reason takes away, to a whole number, at least one. */
export const takenBy = ({ weight, share }: Reason): number => Math.max(1, Math.round(weight * (1 - share)))

/** What takes most away first. */
export const worstFirst = ({ reasons }: Readiness): Reason[] => reasons.toSorted((a, b) => takenBy(b) - takenBy(a))
