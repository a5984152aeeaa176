import type { LonLat } from '#shared/geo.ts'
import type { TrackPoint } from './gpx.ts'

type Metres = [east: number, north: number]
const perDegree = 111_195

const flat = (center: LonLat, [lon, lat]: LonLat): Metres => [(lon - center[0]) * perDegree * Math.cos((center[1] * Math.PI) / 180), (lat - center[1]) * perDegree]
const round = (center: LonLat, [east, north]: Metres): LonLat => [center[0] + east / (perDegree * Math.cos((center[1] * Math.PI) / 180)), center[1] + north / perDegree]

const mean = (points: readonly LonLat[]): LonLat => [
  points.reduce((sum, [lon]) => sum + lon, 0) / points.length,
  points.reduce((sum, [, lat]) => sum + lat, 0) / points.length,
]

/** Direction in which points spread most, radians from east (first principal axis). */
function axis(points: readonly Metres[]): number {
  const sum = (of: (p: Metres) => number): number => points.reduce((total, point) => total + of(point), 0)
  return Math.atan2(2 * sum(([x, y]) => x * y), sum(([x]) => x * x) - sum(([, y]) => y * y)) / 2
}

const turn = ([x, y]: Metres, angle: number): Metres => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)]

/** Root of the mean square of the distances along and across the axis. */
const spread = (points: readonly Metres[]): Metres => [
  Math.sqrt(points.reduce((sum, [x]) => sum + x * x, 0) / points.length) || 1,
  Math.sqrt(points.reduce((sum, [, y]) => sum + y * y, 0) / points.length) || 1,
]

/**
 * A track moved and turned onto the ground that `site` (points of a community) covers, and shrunk where it is larger.
 * Its shape and its times stay. `scale` 1: not shrunk.
 */
export function trackOnto(track: readonly TrackPoint[], site: readonly LonLat[]): { points: TrackPoint[]; scale: number } {
  const from = mean(track.map(({ point }) => point))
  const onto = mean(site)
  const path = track.map(({ point }) => flat(from, point))
  const ground = site.map((point) => flat(onto, point))
  const groundAxis = axis(ground)
  const angle = groundAxis - axis(path)
  const lying = path.map((point) => turn(point, angle - groundAxis))
  const [along, across] = spread(ground.map((point) => turn(point, -groundAxis)))
  const [length, width] = spread(lying)
  const scale = Math.min(1, along / length, Math.max(across, along / 4) / width)
  const points = track.map(({ seconds }, place) => {
    const [x, y] = turn(lying[place] ?? [0, 0], groundAxis)
    return { seconds, point: round(onto, [x * scale, y * scale]) }
  })
  return { points, scale }
}
