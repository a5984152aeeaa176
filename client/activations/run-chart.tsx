import { useMemo } from 'react'
import type { Activation } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'
import FlowChart from '../flow/flow-chart.tsx'
import { edgesOf } from '../flow/flow-edges.ts'
import type { FlowNode } from '../flow/flow-layout.ts'
import { useFormat } from '../i18n/format.ts'
import { useTranslation } from 'react-i18next'

/** The flow as it stands: what is over, what is under way and whose it is, what lies on branches that were not taken. */
export default function RunChart({ activation, selected, onSelect }: { activation: Activation; selected: string | null; onSelect: (key: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const nodes = useMemo(
    () =>
      activation.steps.map((step): FlowNode => ({
        key: step.key, title: format.name(step.name), sub: step.holder ? format.name(step.holder.name) : t(`words.post.${step.post}`), kind: kindOf(step), state: step.state, late: step.late,
        lane: activation.parts?.find(({ key }) => key === step.part)?.name[format.language],
      })),
    [activation, format, t],
  )
  const edges = useMemo(() => edgesOf(activation.steps, format.name), [activation.steps, format])
  return <FlowChart nodes={nodes} edges={edges} selected={selected} onSelect={onSelect} label={format.name(activation.name)} />
}
