import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react'
import { pathThrough, type Point } from './flow-layout.ts'

export type StepLine = Edge<{ points: Point[]; at: Point; label: string | undefined; back: boolean }, 'line'>

/** The way that the layout found, around what lies between. */
export function FlowLine({ id, data, markerEnd }: EdgeProps<StepLine>) {
  if (!data) return null
  const { points, at, label, back } = data
  return (
    <>
      <BaseEdge id={id} path={pathThrough(points)} interactionWidth={0} className={back ? 'flow-back' : ''} {...(markerEnd ? { markerEnd } : {})} />
      {label && (
        <EdgeLabelRenderer>
          <span className="flow-label" style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}>
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
