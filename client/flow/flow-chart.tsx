import { useElementSize } from '@mantine/hooks'
import { MarkerType, ReactFlow, useReactFlow, ReactFlowProvider, type Connection } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import '../i18n/flow.ts'
import { useRem } from '../ui/rem.ts'
import './flow-chart.css'
import { inOrder, layFlow, nodeSize, type Direction, type FlowEdge, type FlowLayout, type FlowNode } from './flow-layout.ts'
import { FlowLine, type StepLine } from './flow-line.tsx'
import { endsOf, FlowStep, type StepNode } from './flow-node.tsx'
import { scaleIn, viewOf } from './flow-view.ts'

export type FlowChartProps = {
  nodes: readonly FlowNode[]
  edges: readonly FlowEdge[]
  /** The key of a step. */
  selected?: string | null
  onSelect?: (key: string) => void
  /** It can be moved and zoomed; if not, all of it is shown, however small. */
  interactive?: boolean
  /** Steps can be put after each other by dragging from one to another. */
  onConnect?: (from: string, to: string) => void
  label?: string
}

const nodeTypes = { step: FlowStep }
const edgeTypes = { line: FlowLine }
/** Smaller than this it cannot be read. */
const legible = 0.85
const smallest = 0.2

/** The steps of a plan as a chart, laid out downwards or to the right, whichever shows it larger. It fills what it stands in. */
export default function FlowChart(props: FlowChartProps) {
  return (
    <ReactFlowProvider>
      <Chart {...props} />
    </ReactFlowProvider>
  )
}

function Chart({ nodes, edges, selected = null, onSelect, interactive = true, onConnect, label }: FlowChartProps) {
  const { t } = useTranslation()
  const rem = useRem()
  const { ref, width, height } = useElementSize()
  const flow = useReactFlow()
  // Before that it forgets where it was moved to.
  const [ready, setReady] = useState(false)
  const { laid, direction } = useMemo(() => better(nodes, edges, rem, { width, height }), [nodes, edges, rem, width, height])
  const focus = selected ?? nodes.find(({ state }) => state === 'open' || state === 'checking')?.key ?? nodes[0]?.key
  const all = () => void flow.setViewport(viewOf(laid, { width, height }, undefined, smallest))
  useEffect(() => {
    if (ready && width > 0) void flow.setViewport(viewOf(laid, { width, height }, laid.nodes.get(focus ?? ''), interactive ? legible : smallest))
  }, [flow, ready, laid, width, height, focus, interactive])

  const drawn = useMemo(() => inOrder(nodes, edges).map((step): StepNode => {
    const [w, h] = [nodeSize.width * rem, nodeSize.height * rem]
    const at = laid.nodes.get(step.key) ?? { x: 0, y: 0 }
    const ends = endsOf[direction]
    const [x, y] = direction === 'down' ? [w / 2, 0] : [0, h / 2]
    return {
      id: step.key, type: 'step', position: { x: at.x - w / 2, y: at.y - h / 2 }, width: w, height: h, measured: { width: w, height: h }, data: { step, chosen: step.key === selected, direction, onSelect },
      handles: [{ type: 'target', position: ends.to, x, y }, { type: 'source', position: ends.from, x: direction === 'down' ? x : w, y: direction === 'down' ? h : y }],
    }
  }), [nodes, edges, laid, direction, rem, selected, onSelect])
  const lines = useMemo(() => laid.edges.map(({ from, to, label: words, back = false, points, at }, index): StepLine => (
    { id: `${from} ${to} ${index}`, type: 'line', source: from, target: to, data: { points, at, label: words, back }, markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 } }
  )), [laid])

  const press = (event: KeyboardEvent) => {
    if (!interactive || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '+' || event.key === '=') void flow.zoomIn()
    else if (event.key === '-') void flow.zoomOut()
    else if (event.key === '0') all()
    else return
    event.preventDefault()
  }
  const connect = ({ source, target }: Connection) => onConnect?.(source, target)
  return (
    <div ref={ref} className="flow-chart" data-direction={direction} onKeyDown={press}>
      <ReactFlow
        nodes={drawn} edges={lines} nodeTypes={nodeTypes} edgeTypes={edgeTypes} aria-label={label ?? t('flow.label')} ariaLabelConfig={{ 'node.a11yDescription.default': t('flow.keys'), 'node.a11yDescription.keyboardDisabled': t('flow.keys'), 'edge.a11yDescription.default': '' }}
        nodesDraggable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} nodesConnectable={onConnect !== undefined} onConnect={connect} deleteKeyCode={null} disableKeyboardA11y
        panOnDrag={interactive} panOnScroll={interactive} zoomOnScroll={false} zoomOnPinch={interactive} zoomOnDoubleClick={false} onInit={() => setReady(true)} preventScrolling={interactive} minZoom={smallest} maxZoom={2} proOptions={{ hideAttribution: true }}
      />
      {interactive && (
        <div className="flow-acts">
          <button type="button" className="button" aria-label={t('flow.zoomIn')} onClick={() => void flow.zoomIn()}>
            +
          </button>
          <button type="button" className="button" aria-label={t('flow.zoomOut')} onClick={() => void flow.zoomOut()}>
            −
          </button>
          <button type="button" className="button" onClick={all}>
            {t('flow.whole')}
          </button>
        </div>
      )}
    </div>
  )
}

function better(nodes: readonly FlowNode[], edges: readonly FlowEdge[], rem: number, window: { width: number; height: number }): { laid: FlowLayout; direction: Direction } {
  const [down, right] = [layFlow(nodes, edges, 'down', rem), layFlow(nodes, edges, 'right', rem)]
  return scaleIn(right, window) > scaleIn(down, window) ? { laid: right, direction: 'right' } : { laid: down, direction: 'down' }
}
