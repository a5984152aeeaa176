import { distance, type LonLat } from '#shared/geo.ts'
import type { Feature } from '#shared/sites.ts'

/** Roads and paths of one community as a net: corners, and for each the corners one walks to from it. */
export type Ground = { corners: LonLat[]; links: { to: number; metres: number }[][] }

/** Corners of different lines that are this near are the same place, metres. */
const same = 0.4

export function groundOf(features: readonly Feature[]): Ground {
  const ground: Ground = { corners: [], links: [] }
  for (const { kind, shape } of features) {
    if ((kind !== 'road' && kind !== 'path') || shape.type !== 'LineString') continue
    const along = shape.coordinates.map((point) => cornerAt(ground, point))
    along.slice(1).forEach((to, i) => link(ground, along[i] ?? to, to))
  }
  return ground
}

function cornerAt(ground: Ground, point: LonLat): number {
  const known = ground.corners.findIndex((corner) => Math.abs(corner[1] - point[1]) < 1e-5 && distance(corner, point) < same)
  if (known >= 0) return known
  ground.links.push([])
  return ground.corners.push(point) - 1
}

function link(ground: Ground, a: number, b: number): void {
  const [from, to] = [ground.corners[a], ground.corners[b]]
  if (a === b || !from || !to) return
  const metres = distance(from, to)
  ground.links[a]?.push({ to: b, metres })
  ground.links[b]?.push({ to: a, metres })
}

export function nearestCorner(ground: Ground, point: LonLat): number {
  let best = 0
  let least = Infinity
  ground.corners.forEach((corner, i) => {
    const metres = distance(corner, point)
    if (metres < least) [best, least] = [i, metres]
  })
  return best
}

/** The shortest way by roads and paths (Dijkstra), without the start; straight where the net does not lead there. */
export function wayTo(ground: Ground, from: LonLat, goal: LonLat): LonLat[] {
  if (ground.corners.length === 0) return [goal]
  const [start, end] = [nearestCorner(ground, from), nearestCorner(ground, goal)]
  const reached = new Map<number, { metres: number; by: number }>([[start, { metres: 0, by: start }]])
  const open = new Set([start])
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => ((reached.get(b)?.metres ?? 0) < (reached.get(a)?.metres ?? 0) ? b : a))
    if (here === end) return back(ground, reached, start, end)
    open.delete(here)
    for (const { to, metres } of ground.links[here] ?? []) {
      const sum = (reached.get(here)?.metres ?? 0) + metres
      if (sum >= (reached.get(to)?.metres ?? Infinity)) continue
      reached.set(to, { metres: sum, by: here })
      open.add(to)
    }
  }
  return [goal]
}

function back(ground: Ground, reached: ReadonlyMap<number, { by: number }>, start: number, end: number): LonLat[] {
  const way: LonLat[] = []
  for (let at = end; ; at = reached.get(at)?.by ?? start) {
    const corner = ground.corners[at]
    if (corner) way.unshift(corner)
    if (at === start) return way
  }
}
