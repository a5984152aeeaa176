import { Handle, Position, type Node, type NodeProps } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import type { Direction, FlowNode as Drawn } from './flow-layout.ts'
import { KindMark } from './kind-mark.tsx'

/** Where edges leave a step and come in. */
export const endsOf = { down: { from: Position.Bottom, to: Position.Top }, right: { from: Position.Right, to: Position.Left } } as const
export type StepNode = Node<{ step: Drawn; chosen: boolean; direction: Direction; onSelect: ((key: string) => void) | undefined }, 'step'>

/** One step: what kind it is and how it stands, what it is called, whose it is. */
export function FlowStep({ data: { step, chosen, direction, onSelect }, isConnectable }: NodeProps<StepNode>) {
  const { t } = useTranslation()
  const { key, title, sub, kind, state, late, lane, marked } = step
  const stands = [...(state && state !== 'waiting' ? [t(`words.stepState.${state}`)] : []), ...(late ? [t('flow.late')] : []), ...(marked ? [t('flow.marked')] : [])]
  return (
    <>
      <Handle type="target" position={endsOf[direction].to} isConnectable={isConnectable} />
      <button
        type="button" className="flow-node nopan" data-step={key} data-kind={kind} data-state={state} data-late={late || undefined} data-marked={marked || undefined} aria-pressed={onSelect ? chosen : undefined}
        aria-label={[title, t(`flow.kind.${kind}`), sub, ...stands].filter(Boolean).join(t('join.comma'))} onClick={() => onSelect?.(key)}
      >
        <span className="flow-over">
          <KindMark kind={kind} />
          <span className="one-line">{[t(`flow.kind.${kind}`), lane].filter(Boolean).join(t('join.dot'))}</span>
          <span className="flow-stands">
            {state === 'done' && <Check />}
            {stands.join(t('join.dot'))}
          </span>
        </span>
        <span className="flow-title">{title}</span>
        <span className="flow-sub one-line">{sub}</span>
      </button>
      <Handle type="source" position={endsOf[direction].from} isConnectable={isConnectable} title={isConnectable ? t('flow.connect') : undefined} />
    </>
  )
}

const Check = () => (
  <svg viewBox="0 0 16 16" width="0.9em" height="0.9em" aria-hidden="true">
    <path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" strokeWidth="2.2" />
  </svg>
)
