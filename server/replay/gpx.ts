import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { distance, LonLat } from '#shared/geo.ts'
import { CannotGoOn } from '../cli.ts'

/** Seconds from the beginning of the track. */
export type TrackPoint = { seconds: number; point: LonLat }
export type Track = { points: TrackPoint[]; skipped: number; timed: boolean }

/** A walk of a whole day at one point a second is 10 MB; what is larger is no walk. */
export const mostTrackBytes = 20 * 2 ** 20
const mostPoints = 200_000
/** Metres per second, for tracks without times: a guard's round. */
const walking = 1.3
/** A pause longer than this is one in the recording, not in the walk; seconds. */
const longestGap = 3_600

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['trk', 'trkseg', 'trkpt', 'rte', 'rtept'].includes(name),
})

/** The points of a GPX 1.0 or 1.1 file, tracks in order, else its routes. Throws CannotGoOn. */
export function readGpx(text: string, path: string): Track {
  const not = (zh: string, en: string) => new CannotGoOn(`${path} 不是可用的 GPX：${zh}。`, `${path} is no GPX to play: ${en}.`)
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw not('含有 DOCTYPE，已拒绝', 'it holds a DOCTYPE, which is refused')
  if (!text.trimStart().startsWith('<')) throw not('不是 XML', 'it is not XML')
  const gpx = parse(text, not)
  const nodes = pointsOf(gpx)
  if (nodes.length > mostPoints) throw not(`超过 ${mostPoints} 个点`, `it has more than ${mostPoints} points`)
  const read = nodes.flatMap((node) => readPoint(node) ?? [])
  if (read.length < 2) throw not('不足两个有效的点', 'it has fewer than two points that can be read')
  const timed = read.every(({ at }) => at !== null)
  return { points: timed ? byTime(read) : byWalking(read), skipped: nodes.length - read.length, timed }
}

type Node = Record<string, unknown>

function parse(text: string, not: (zh: string, en: string) => CannotGoOn): Node {
  try {
    const checked = XMLValidator.validate(text)
    if (checked !== true) throw not(`第 ${checked.err.line} 行 XML 有误`, `the XML breaks in line ${checked.err.line}`)
    const root = nodeOf(nodeOf(parser.parse(text))?.gpx)
    if (root) return root
  } catch (error) {
    if (error instanceof CannotGoOn) throw error
    throw not('XML 无法读懂', 'its XML cannot be read')
  }
  throw not('没有 gpx 元素', 'there is no gpx element')
}

const nodeOf = (value: unknown): Node | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null)
const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.map(nodeOf).filter((one) => one !== null) : [])

function pointsOf(gpx: Node): Node[] {
  const tracked = nodesOf(gpx.trk).flatMap((track) => nodesOf(track.trkseg).flatMap((segment) => nodesOf(segment.trkpt)))
  return tracked.length > 0 ? tracked : nodesOf(gpx.rte).flatMap((route) => nodesOf(route.rtept))
}

type Read = { point: LonLat; at: number | null }

function readPoint(node: Node): Read | null {
  const { '@lon': lon, '@lat': lat } = node
  if (typeof lon !== 'string' || typeof lat !== 'string' || lon.trim() === '' || lat.trim() === '') return null
  const point = LonLat.safeParse([Number(lon), Number(lat)])
  if (!point.success) return null
  const at = typeof node.time === 'string' ? Date.parse(node.time) : Number.NaN
  return { point: point.data, at: Number.isNaN(at) ? null : at }
}

/** Times that go back count as no time passed; a long gap is cut. */
function byTime(read: readonly Read[]): TrackPoint[] {
  let seconds = 0
  let before = read[0]?.at ?? 0
  return read.map(({ point, at }) => {
    const now = at ?? before
    seconds += Math.min(Math.max(0, (now - before) / 1000), longestGap)
    before = Math.max(before, now)
    return { seconds, point }
  })
}

function byWalking(read: readonly Read[]): TrackPoint[] {
  let seconds = 0
  return read.map(({ point }, place) => {
    const before = read[place - 1]
    if (before) seconds += distance(before.point, point) / walking
    return { seconds, point }
  })
}
