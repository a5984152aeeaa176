import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance, type LonLat } from '#shared/geo.ts'
import { waysOf, type Walkable } from './way-rules.ts'

const metre = 1 / 111_195
const east = metre / Math.cos((30 * Math.PI) / 180)
/** Metres east and north of a corner of the site. */
const at = (x: number, y: number): LonLat => [120 + x * east, 30 + y * metre]
const path = (...corners: LonLat[]): Walkable => ({ kind: 'path', shape: { type: 'LineString', coordinates: corners } })

const spot = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })).map(([x, y]) => at(x, y))
/** Ways between the crossings of a net 100 m wide, so that their corners are each other's. */
const net = fc.subarray(
  [0, 1, 2, 3].flatMap((x) => [0, 1, 2, 3].flatMap((y) => [
    ...(x < 3 ? [[[x, y], [x + 1, y]] as const] : []),
    ...(y < 3 ? [[[x, y], [x, y + 1]] as const] : []),
    ...(x < 3 && y < 3 && (x + y) % 2 === 0 ? [[[x, y], [x + 1, y + 1]] as const] : []),
  ])),
)
const crossing = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))

describe('the way on foot', () => {
  it('is never shorter than the straight line, and as long back', () => {
    fc.assert(
      fc.property(fc.array(fc.array(spot, { minLength: 2, maxLength: 5 }), { maxLength: 8 }), spot, spot, (lines, a, b) => {
        const metres = waysOf(lines.map((line) => path(...line)))
        expect(metres(a, b)).toBeGreaterThanOrEqual(distance(a, b) - 1e-6)
        expect(metres(a, b)).toBeCloseTo(metres(b, a), 6)
        expect(metres(a, a)).toBe(0)
      }),
    )
  })

  it('is the shortest that trying every way finds', () => {
    fc.assert(
      fc.property(net, crossing, crossing, (ways, from, to) => {
        const metres = waysOf(ways.map(([a, b]) => path(at(a[0] * 100, a[1] * 100), at(b[0] * 100, b[1] * 100))))
        const best = new Map<string, number>()
        const walk = (here: readonly [number, number], gone: number): void => {
          if (gone >= (best.get(String(here)) ?? Infinity)) return
          best.set(String(here), gone)
          for (const [a, b] of ways) {
            const length = distance(at(a[0] * 100, a[1] * 100), at(b[0] * 100, b[1] * 100))
            if (String(a) === String(here)) walk(b, gone + length)
            if (String(b) === String(here)) walk(a, gone + length)
          }
        }
        const touched = ([x, y]: readonly [number, number]) => ways.some((way) => way.some((end) => end[0] === x && end[1] === y))
        fc.pre(touched(from) && touched(to))
        walk(from, 0)
        const [a, b] = [at(from[0] * 100, from[1] * 100), at(to[0] * 100, to[1] * 100)]
        const found = best.get(String(to))
        expect(metres(a, b)).toBeCloseTo(found ?? distance(a, b) * 1.3, 3)
      }),
    )
  })

  it('goes round what stands between two ways', () => {
    const metres = waysOf([path(at(0, 0), at(0, 200), at(60, 200), at(60, 0))])
    expect(metres(at(0, 0), at(60, 0))).toBeCloseTo(460, 0)
    expect(metres(at(0, 100), at(5, 100))).toBeCloseTo(5, 1)
  })

  it('turns where ways cross or one ends at another, and passes a gate that both end at', () => {
    expect(waysOf([path(at(0, 50), at(100, 50)), path(at(50, 0), at(50, 100))])(at(0, 50), at(50, 100))).toBeCloseTo(100, 0)
    expect(waysOf([path(at(0, 0), at(100, 0)), path(at(50, 1), at(50, 100))])(at(0, 0), at(50, 100))).toBeCloseTo(149, 0)
    const broken = [path(at(0, 0), at(0, 90)), path(at(0, 104), at(0, 200))]
    const gate: Walkable = { kind: 'gate', shape: { type: 'Point', coordinates: at(0, 97) } }
    expect(waysOf(broken)(at(0, 0), at(0, 200))).toBeCloseTo(260, 0)
    expect(waysOf([...broken, gate])(at(0, 0), at(0, 200))).toBeCloseTo(200, 0)
  })

  it('is straight with its corners where there is no way', () => {
    expect(waysOf([])(at(0, 0), at(100, 0))).toBeCloseTo(130, 0)
    expect(waysOf([path(at(0, 300), at(10, 300))])(at(0, 0), at(100, 0))).toBeCloseTo(130, 0)
  })
})
