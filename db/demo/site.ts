import type { Area, LonLat, Shape } from '#shared/geo.ts'
import type { Building, Feature } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import type { Estate } from './estates.ts'
import { box, placed } from './footprints.ts'
import { houseIn, type House } from './houses.ts'
import { apart, areaOf, between, clearance, planeAt, type XY } from './plane.ts'
import type { Random } from './random.ts'
import { gridOf, joined, steps, type Grid } from './streets.ts'

export type Site = { boundary: Area; buildings: Building[]; features: Feature[] }

/** Metres that a wall keeps from the middle of a road, and from another wall. */
const clear = { road: 5, wall: 6 } as const

/** Draws one estate: houses in rows to the south, ring road, inner roads, paths to every door, park, shops, technical rooms. */
export function siteOf(estate: Estate, community: string, random: Random, id: (...name: (string | number)[]) => string): Site {
  const grid = gridOf(estate)
  const bend = bending(estate, grid)
  const place = planeAt(estate.center, (estate.turn * Math.PI) / 180)
  const lonLat = (p: XY): LonLat => place(bend(p))
  const area = (ring: readonly XY[]): Area => areaOf(ring.map(bend), place)
  const turned = (ring: readonly XY[], at: XY): Area => areaOf(stiff(ring, at, bend), place)

  const gates = gatesOf(grid)
  const candidates = random.shuffle(grid.cells).map((cell) => houseIn(random, estate, cell))
  const lines = [[...grid.ring, ...grid.ring.slice(0, 1)], ...grid.roads, ...gates.map((gate) => gate.road)]
  const fitting = candidates.filter((house) => lines.every((line) => clearance(house.ring, line) > clear.road))
  if (fitting.length < estate.houses) throw new Error(`${estate.code}: room for ${fitting.length} of ${estate.houses} houses`)
  const houses = fitting.slice(0, estate.houses).sort((a, b) => Math.round((b.at[1] - a.at[1]) / 12) || a.at[0] - b.at[0])
  const gardens = grid.cells.filter((cell) => !houses.some((house) => house.cell === cell))

  const people = shared(estate.households, houses.map((house) => house.levels * house.units))
  const buildings: Building[] = []
  const build = (code: string, name: Bilingual, rest: Omit<Building, 'id' | 'version' | 'community' | 'code' | 'name'>) =>
    buildings.push({ id: id(estate.code, 'building', code), version: 1, community, code, name, ...rest })
  const word = estate.region === 'east' ? '幢' : '栋'
  houses.forEach((house, i) => {
    build(String(i + 1), { zh: `${i + 1}${word}`, en: `Building ${i + 1}` }, {
      use: 'residential', levels: house.levels, units: house.units, households: people[i] ?? 0, footprint: turned(house.ring, house.at),
    })
  })
  for (const annex of annexesOf(estate, grid, gates)) {
    build(annex.code, annex.name, { use: annex.use, levels: annex.levels, units: 0, households: 0, footprint: turned(annex.ring, annex.at) })
  }

  const features: Feature[] = []
  const lay = (kind: Feature['kind'], name: Bilingual | null, shape: Shape) =>
    features.push({ id: id(estate.code, kind, features.length), version: 1, community, kind, name, shape })
  const walkable = joined([...lines, ...grid.paths, ...doorPaths(houses, grid), ...parkPaths(estate, grid)])
  walkable.forEach((line, i) => {
    const name = i === 0 ? { zh: '环路', en: 'Ring road' } : null
    lay(i < lines.length ? 'road' : 'path', name, { type: 'LineString', coordinates: dense(line).map(lonLat) })
  })
  for (const gate of gates) lay('gate', gate.name, { type: 'Point', coordinates: lonLat(gate.at) })
  for (const { block, box: b } of grid.blocks) {
    if (!isPark(estate, block)) continue
    lay('green', { zh: '中心花园', en: 'Central garden' }, area(rounded(b, 5, 18)))
    lay('water', { zh: '景观湖', en: 'Pond' }, area(blob(random, b)))
  }
  for (const cell of gardens) {
    const [w, h] = [cell.size[0] / 2 - 8, cell.size[1] / 2 - 6]
    lay('green', { zh: '组团绿地', en: 'Pocket garden' }, area(rounded([cell.at[0] - w, cell.at[1] - h, cell.at[0] + w, cell.at[1] + h], 0, 6)))
  }
  for (const ring of parkingOf(grid, gates)) lay('parking', { zh: '地面停车区', en: 'Parking' }, area(ring))
  const rooms: Bilingual[] = [
    { zh: '生活水泵房', en: 'Domestic water pump room' }, { zh: '配电房', en: 'Power distribution room' }, { zh: '消防控制室', en: 'Fire control room' },
  ]
  rooms.forEach((name, i) => lay('equipment-room', name, { type: 'Point', coordinates: lonLat([grid.sides.west + 30 + i * 6, grid.height - 11]) }))
  along(lines[0] ?? [], 75).forEach((p, i) => lay('hydrant', { zh: `室外消火栓${i + 1}号`, en: `Hydrant ${i + 1}` }, { type: 'Point', coordinates: lonLat(toward(p, grid, 5)) }))
  grid.blocks.forEach(({ box: b }, i) => lay('valve', { zh: `${i + 1}区给水总阀`, en: `Water main valve, zone ${i + 1}` }, { type: 'Point', coordinates: lonLat([b[0] - 3, b[1] + 4]) }))
  return { boundary: area(dense(closed(grid.boundary)).slice(0, -1)), buildings, features }
}

/** Rows and columns run in a shallow arc; a real estate follows its street. */
function bending(estate: Estate, grid: Grid): (p: XY) => XY {
  const [rows, columns] = estate.bend
  return ([u, v]) => [
    u - grid.width / 2 + columns * Math.sin((Math.PI * v) / grid.height),
    v - grid.height / 2 + rows * Math.sin((Math.PI * u) / grid.width),
  ]
}

/** Moves and turns a ring with the arc without bending its walls. */
function stiff(ring: readonly XY[], at: XY, bend: (p: XY) => XY): XY[] {
  const [centre, east] = [bend(at), bend([at[0] + 1, at[1]])]
  return placed(ring.map(([x, y]): XY => [x - at[0], y - at[1]]), centre, Math.atan2(east[1] - centre[1], east[0] - centre[0]))
}

type Gate = { name: Bilingual; at: XY; road: XY[] }

function gatesOf(grid: Grid): Gate[] {
  const main = grid.columns[Math.floor((grid.columns.length - 1) / 2)] ?? grid.width / 2
  const back = grid.columns.at(-1) ?? grid.width / 2
  const side = grid.rows[0] ?? grid.height / 2
  return [
    { name: { zh: '南门（主入口）', en: 'South gate (main)' }, at: [main, 0], road: [[main, grid.sides.south], [main, -10]] },
    { name: { zh: '北门', en: 'North gate' }, at: [back, grid.height], road: [[back, grid.sides.north], [back, grid.height + 10]] },
    { name: { zh: '东门', en: 'East gate' }, at: [grid.width, side], road: [[grid.sides.east, side], [grid.width + 10, side]] },
  ]
}

type Annex = Pick<Building, 'code' | 'name' | 'use' | 'levels'> & { at: XY; ring: XY[] }

function annexesOf(estate: Estate, grid: Grid, gates: readonly Gate[]): Annex[] {
  const gate = gates[0]?.at[0] ?? grid.width / 2
  const [west, east] = [(estate.corners[0] + 12 + gate - 14) / 2, (gate + 14 + grid.width - estate.corners[1] - 12) / 2]
  const annex = (code: string, name: Bilingual, use: Building['use'], levels: number, at: XY, size: XY): Annex =>
    ({ code, name, use, levels, at, ring: placed(box(...size), at, 0) })
  const north = grid.height - 13
  return [
    annex('S1', { zh: '临街商铺西段', en: 'Street shops, west' }, 'commercial', 2, [west, 12], [Math.min(84, 2 * (gate - 14 - west)), 13]),
    annex('S2', { zh: '临街商铺东段', en: 'Street shops, east' }, 'commercial', 2, [east, 12], [Math.min(84, 2 * (east - gate - 14)), 13]),
    annex('E1', { zh: '设备房', en: 'Plant house' }, 'equipment', 1, [grid.sides.west + 36, north], [20, 10]),
    ...(estate.households > 1000
      ? [annex('P1', { zh: '物业服务中心', en: 'Service centre' }, 'public', 2, [grid.sides.west + 72, north], [30, 12])]
      : []),
  ]
}

function parkingOf(grid: Grid, gates: readonly Gate[]): XY[][] {
  const gate = gates[1]?.at[0] ?? grid.width / 2
  const strip = (west: number, east: number): XY[] => [[west, grid.height - 20], [east, grid.height - 20], [east, grid.height - 8], [west, grid.height - 8]]
  return [strip(grid.sides.west + 92, gate - 12), strip(gate + 12, grid.sides.east - 40)].filter((ring) => (ring[1]?.[0] ?? 0) - (ring[0]?.[0] ?? 0) > 12)
}

/** From the north door of every house to the next path or road. */
function doorPaths(houses: readonly House[], grid: Grid): XY[][] {
  const lines = [...grid.paths, ...grid.roads, [...grid.ring, ...grid.ring.slice(0, 1)]]
  return houses.flatMap(({ at, depth }) => {
    const level = lines.flatMap((line) => crossingsAt(line, at[0])).filter((y) => y > at[1] + depth).sort((a, b) => a - b)[0]
    return level === undefined ? [] : [[[at[0], at[1] + depth], [at[0], level]] satisfies XY[]]
  })
}

/** Heights at which a line passes over x. */
function crossingsAt(line: readonly XY[], x: number): number[] {
  return line.flatMap((a, i) => {
    const b = line[i + 1]
    if (!b || (a[0] - x) * (b[0] - x) > 0 || a[0] === b[0]) return []
    return [between(a, b, (x - a[0]) / (b[0] - a[0]))[1]]
  })
}

const isPark = (estate: Estate, block: readonly [number, number]) => estate.park.some((park) => park[0] === block[0] && park[1] === block[1])

/** A loop round the pond, and a way to it from each road around. */
function parkPaths(estate: Estate, grid: Grid): XY[][] {
  return grid.blocks.filter(({ block }) => isPark(estate, block)).flatMap(({ box: [west, south, east, north] }) => {
    const [x, y, rx, ry] = [(west + east) / 2, (south + north) / 2, (east - west) * 0.36, (north - south) * 0.36]
    const loop = steps(24).map((i): XY => [x + rx * Math.cos((i * Math.PI) / 12), y + ry * Math.sin((i * Math.PI) / 12)])
    return [
      closed(loop), [[x + rx, y], [east + 8, y]], [[x - rx, y], [west - 8, y]], [[x, y + ry], [x, north + 8]], [[x, y - ry], [x, south - 8]],
    ]
  })
}

const closed = (ring: readonly XY[]): XY[] => [...ring, ...ring.slice(0, 1)]

/** Corners at most 20 m apart, so that a bent line is smooth. */
function dense(line: readonly XY[]): XY[] {
  return line.flatMap((a, i) => {
    const b = line[i + 1]
    return b ? steps(Math.max(1, Math.ceil(apart(a, b) / 20))).map((k, _, all) => between(a, b, k / all.length)) : [a]
  })
}

function along(line: readonly XY[], every: number): XY[] {
  let left = every / 2
  return dense(line).filter((p, i, all) => {
    left -= apart(p, all[i - 1] ?? p)
    if (left > 0) return false
    left += every
    return true
  })
}

const toward = (p: XY, grid: Grid, metres: number): XY =>
  between(p, [grid.width / 2, grid.height / 2], metres / apart(p, [grid.width / 2, grid.height / 2]))

function rounded([west, south, east, north]: readonly [number, number, number, number], inset: number, radius: number): XY[] {
  const corners: [number, number, number][] = [[east, north, 0], [west, north, 1], [west, south, 2], [east, south, 3]]
  return corners.flatMap(([x, y, quarter]) => {
    const [dx, dy] = [x === east ? -1 : 1, y === north ? -1 : 1]
    return steps(5).map((i): XY => {
      const angle = ((quarter + i / 4) * Math.PI) / 2
      return [x + dx * (inset + radius) + radius * Math.cos(angle), y + dy * (inset + radius) + radius * Math.sin(angle)]
    })
  })
}

function blob(random: Random, [west, south, east, north]: readonly [number, number, number, number]): XY[] {
  const phase = random.between(0, Math.PI)
  return steps(28).map((i): XY => {
    const angle = (i * Math.PI) / 14
    const reach = 0.2 + 0.05 * Math.sin(2 * angle + phase) + 0.03 * Math.sin(3 * angle)
    return [(west + east) / 2 + (east - west) * reach * Math.cos(angle), (south + north) / 2 + (north - south) * reach * Math.sin(angle)]
  })
}

/** Whole numbers in proportion to `weights` that sum to `total`. */
function shared(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  let [given, passed] = [0, 0]
  return weights.map((weight) => {
    passed += weight
    const share = Math.round((total * passed) / sum) - given
    given += share
    return share
  })
}
