import { Graph, layout } from '@dagrejs/dagre'
import type { StepState } from '#shared/activations.ts'
import type { StepKind } from '#shared/plans.ts'

/**
 * One step as it is drawn. `sub`: one line, such as whose it is and its limit. `lane`: the part that it came in with. `marked`: something
 * is wrong with it.
 */
export type FlowNode = { key: string; title: string; sub: string; kind: StepKind; state?: StepState | undefined; late?: boolean | undefined; lane?: string | undefined; marked?: boolean | undefined }
/** `back`: it leads to a step that lies before it. */
export type FlowEdge = { from: string; to: string; label?: string | undefined; back?: boolean | undefined }
export type Direction = 'down' | 'right'
export type Point = { x: number; y: number }
export type Size = { width: number; height: number }

/** Pixels; a node by its centre. `edges` as they were given, each with the points that it goes through from its beginning to its end, and where its label stands. */
export type FlowLayout = Size & { nodes: Map<string, Point>; edges: (FlowEdge & { points: Point[]; at: Point })[] }

/** Of a node, and of the gaps, in rem. */
export const nodeSize: Size = { width: 14, height: 5.3 }
const gap = { rank: 2.75, node: 1.5 }
/** Of the words on an edge, in rem: a wide character is a Chinese one. */
const words = { wide: 0.8, narrow: 0.45, line: 1.15, most: 10 }

/** Steps and edges where they lie when the flow goes `direction`; `rem` in pixels. Edges from or to nothing are left out. */
export function layFlow(nodes: readonly FlowNode[], edges: readonly FlowEdge[], direction: Direction, rem: number): FlowLayout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: direction === 'down' ? 'TB' : 'LR', ranksep: gap.rank * rem, nodesep: gap.node * rem, edgesep: rem, marginx: rem, marginy: rem })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { key } of nodes) graph.setNode(key, { width: nodeSize.width * rem, height: nodeSize.height * rem })
  const known = edges.filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to))
  known.forEach((edge, index) => {
    // What leads back is laid as if it led on, so that it goes around what lies between.
    const [tail, head] = edge.back ? [edge.to, edge.from] : [edge.from, edge.to]
    const label = edge.label ? { ...labelSize(edge.label, rem), labelpos: 'c' as const } : {}
    graph.setEdge(tail, head, { ...label, weight: edge.back ? 0 : 1 }, String(index))
  })
  layout(graph)
  const laid = known.map((edge, index) => {
    const [tail, head] = edge.back ? [edge.to, edge.from] : [edge.from, edge.to]
    const { points = [], x, y } = graph.edge(tail, head, String(index)) as { points?: Point[]; x?: number; y?: number }
    const along = points.map((point) => ({ x: point.x, y: point.y }))
    return { ...edge, points: edge.back ? along.toReversed() : along, at: { x: x ?? along[0]?.x ?? 0, y: y ?? along[0]?.y ?? 0 } }
  })
  const { width = 0, height = 0 } = graph.graph()
  return { width, height, nodes: new Map(nodes.map(({ key }) => [key, { x: graph.node(key).x, y: graph.node(key).y }])), edges: laid }
}

function labelSize(label: string, rem: number): Size {
  const length = [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? words.wide : words.narrow), 0.7)
  return { width: Math.min(length, words.most) * rem, height: Math.ceil(length / words.most) * words.line * rem }
}

/** In the order in which they can be done; of what cannot be told apart by that, as they were given. */
export function inOrder<N extends { key: string }>(nodes: readonly N[], edges: readonly FlowEdge[]): N[] {
  const left = new Map(nodes.map((node) => [node.key, node]))
  const sorted: N[] = []
  const ready = ({ key }: N): boolean => !edges.some(({ from, to, back }) => to === key && !back && from !== key && left.has(from))
  while (left.size > 0) {
    const rest = [...left.values()]
    // In a circle nothing is first: then what was given first.
    const next = rest.find(ready) ?? rest[0]
    if (!next) break
    left.delete(next.key)
    sorted.push(next)
  }
  return sorted
}

/** A line through points, its corners rounded. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (!first || !last) return ''
  const bends = rest.slice(0, -1).map((corner, index) => {
    const next = rest[index + 1] ?? last
    return `Q ${corner.x} ${corner.y} ${(corner.x + next.x) / 2} ${(corner.y + next.y) / 2}`
  })
  return [`M ${first.x} ${first.y}`, ...bends, `L ${last.x} ${last.y}`].join(' ')
}
