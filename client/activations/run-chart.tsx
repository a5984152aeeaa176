import { useMemo } from 'react'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'
import FlowChart from '../flow/flow-chart.tsx'
import type { FlowEdge, FlowNode } from '../flow/flow-layout.ts'
import { useFormat, type Format } from '../i18n/format.ts'
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
  const edges = useMemo(() => edgesOf(activation.steps, format), [activation.steps, format])
  return <FlowChart nodes={nodes} edges={edges} selected={selected} onSelect={onSelect} label={format.name(activation.name)} />
}

const edgesOf = (steps: readonly ActivationStep[], format: Format): FlowEdge[] =>
  steps.flatMap((step) => [
    ...step.after.map((from): FlowEdge => {
      const answer = step.when?.step === from ? steps.find(({ key }) => key === from)?.answers?.find(({ key }) => key === step.when?.answer) : undefined
      return { from, to: step.key, label: answer && format.name(answer.name) }
    }),
    ...(step.answers ?? []).flatMap(({ back, name }): FlowEdge[] => (back ? [{ from: step.key, to: back, label: format.name(name), back: true }] : [])),
  ])
