import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, layFlow, nodeSize, pathThrough, type FlowEdge, type FlowNode } from './flow-layout.ts'
import { scaleIn, viewOf } from './flow-view.ts'

const node = (key: string): FlowNode => ({ key, title: key, sub: '', kind: 'do' })

/** Steps that follow earlier ones only, some with answers that lead back. */
const flows = fc.array(fc.tuple(fc.array(fc.nat(100), { maxLength: 3 }), fc.option(fc.nat(100))), { minLength: 1, maxLength: 25 }).map((rows) => {
  const nodes = rows.map((_, index) => node(`s${index}`))
  const edges = rows.flatMap(([after, back], index): FlowEdge[] => (index === 0 ? [] : [
    ...[...new Set(after.map((n) => n % index))].map((n) => ({ from: `s${n}`, to: `s${index}` })),
    ...(back === null ? [] : [{ from: `s${index}`, to: `s${back % index}`, label: 'again', back: true }]),
  ]))
  return { nodes, edges }
})

test('no step lies on another, and each lies beyond those that it follows', () => {
  fc.assert(fc.property(flows, fc.constantFrom('down' as const, 'right' as const), ({ nodes, edges }, direction) => {
    const laid = layFlow(nodes, edges, direction, 16)
    const [width, height] = [nodeSize.width * 16, nodeSize.height * 16]
    const at = (key: string) => laid.nodes.get(key) ?? { x: Number.NaN, y: Number.NaN }
    nodes.forEach((one, i) => nodes.slice(i + 1).forEach((other) => expect(Math.abs(at(one.key).x - at(other.key).x) >= width || Math.abs(at(one.key).y - at(other.key).y) >= height).toBe(true)))
    for (const { from, to } of edges.filter(({ back }) => !back)) expect(direction === 'down' ? at(to).y - at(from).y : at(to).x - at(from).x).toBeGreaterThan(0)
    for (const { x, y } of laid.nodes.values()) expect(x >= width / 2 && y >= height / 2 && x <= laid.width && y <= laid.height).toBe(true)
  }), { numRuns: 60 })
})

test('what leads back ends where it leads, and hides nothing of what leads on', () => {
  const laid = layFlow([node('a'), node('b'), node('c')], [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'c', to: 'a', label: 'not yet', back: true }], 'down', 16)
  const [, , back] = laid.edges
  const [first, last] = [back?.points[0], back?.points.at(-1)]
  expect(first?.y).toBeGreaterThan(last?.y ?? Number.NaN)
  expect(back?.at.y).toBeGreaterThan(last?.y ?? Number.NaN)
})

test('an edge to a step that is gone is left out, and a circle is drawn all the same', () => {
  expect(layFlow([node('a')], [{ from: 'a', to: 'gone' }], 'down', 16).edges).toEqual([])
  expect(layFlow([node('a'), node('b')], [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }, { from: 'a', to: 'a' }], 'down', 16).nodes.size).toBe(2)
})

test('steps are told in an order in which they can be done, and none is lost', () => {
  fc.assert(fc.property(flows, fc.integer(), ({ nodes, edges }, turn) => {
    const turned = nodes.toSorted((a, b) => ((a.key.charCodeAt(1) * turn) % 7) - ((b.key.charCodeAt(1) * turn) % 7))
    const sorted = inOrder(turned, edges).map(({ key }) => key)
    expect(sorted.toSorted()).toEqual(nodes.map(({ key }) => key).toSorted())
    for (const { from, to, back } of edges) if (!back) expect(sorted.indexOf(from)).toBeLessThan(sorted.indexOf(to))
  }))
  expect(inOrder([node('b'), node('a')], [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }]).map(({ key }) => key)).toEqual(['b', 'a'])
})

test('a line begins at its first point and ends at its last', () => {
  expect(pathThrough([{ x: 0, y: 0 }, { x: 0, y: 10 }, { x: 20, y: 10 }])).toBe('M 0 0 Q 0 10 10 10 L 20 10')
  expect(pathThrough([{ x: 0, y: 0 }])).toBe('')
})

test('all is shown where it can be read; else what matters, and no emptiness beyond an end', () => {
  const small = { width: 100, height: 100 }
  expect(viewOf(small, { width: 400, height: 200 }, undefined, 0.7).zoom).toBe(1.15)
  expect(scaleIn({ width: 1000, height: 100 }, { width: 500, height: 500 })).toBe(0.5)
  const shown = viewOf({ width: 2000, height: 100 }, { width: 500, height: 500 }, { x: 1990, y: 50 }, 0.7)
  expect(shown).toEqual({ zoom: 0.7, x: 500 - 1400, y: 215 })
  expect(viewOf({ width: 2000, height: 100 }, { width: 500, height: 500 }, { x: 0, y: 50 }, 0.7).x).toBe(0)
  expect(viewOf({ width: 2000, height: 100 }, { width: 500, height: 500 }, { x: 0, y: 50 }, 0.1).zoom).toBe(0.25)
})
