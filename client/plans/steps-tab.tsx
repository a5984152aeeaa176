import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanProblem } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { say } from '../ui/notices.ts'
import { mayFollow } from './edit-rules.ts'
import type { Editor } from './editor-state.ts'
import { edgesOf } from '../flow/flow-edges.ts'
import { nodesOf } from './plan-flow.ts'
import { usePlanWords } from './plan-words.ts'
import { starters } from './starters.ts'
import { StepCards } from './step-cards.tsx'
import { StepForm } from './step-form.tsx'
import { StepTable } from './step-table.tsx'
import { StepView } from './step-view.tsx'

const FlowChart = lazy(() => import('../flow/flow-chart.tsx'))

type Layout = 'beside' | 'one' | 'cards'

/** Chart and table are two views of the same steps; what is chosen in one is chosen in the other, and edited beside them. */
export function StepsTab({ editor, problems, layout }: { editor: Editor; problems: readonly PlanProblem[]; layout: Layout }) {
  const { t } = useTranslation()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const { content, chosen, choose, writable } = editor
  const place = content.steps.findIndex(({ key }) => key === chosen)
  const step = content.steps[place]
  const bad = useMemo(() => new Set(problems.flatMap((problem) => (problem.weight === 'error' && problem.step !== null ? [problem.step] : []))), [problems])
  if (layout === 'cards') return <StepCards steps={content.steps} marked={bad} />
  return (
    <div className="edition-steps" data-layout={layout}>
      <div className="edition-bar">
        {layout === 'one' && (
          <SegmentedControl
            aria-label={t('office.planEditor.view.label')} value={view} onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
            data={[{ value: 'chart', label: t('office.planEditor.view.chart') }, { value: 'table', label: t('office.planEditor.view.table') }]}
          />
        )}
        {writable && (
          <button type="button" className="button" onClick={() => editor.edit({ do: 'add', after: null, starters })}>
            {t('office.planEditor.act.add')}
          </button>
        )}
      </div>
      {(layout === 'beside' || view === 'chart') && <Chart editor={editor} marked={bad} />}
      {(layout === 'beside' || view === 'table') && <StepTable steps={content.steps} chosen={chosen} marked={bad} onChoose={choose} />}
      <aside className="edition-side" aria-label={step ? t('office.planEditor.stepNumber', { number: place + 1 }) : t('office.planEditor.field.name')}>
        {step ? writable ? <StepForm key={step.key} editor={editor} step={step} number={place + 1} /> : <StepView steps={content.steps} step={step} number={place + 1} /> : <p className="dim">{t('office.planEditor.chosenNone')}</p>}
      </aside>
    </div>
  )
}

function Chart({ editor: { content, chosen, choose, edit, writable }, marked }: { editor: Editor; marked: ReadonlySet<string> }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = usePlanWords()
  const { steps } = content
  // Words follow the language, which the format changes with.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const nodes = useMemo(() => nodesOf(steps, { name, sub: words.sub, lane: (number) => t('office.planEditor.stepNumber', { number }) }, marked), [steps, name, marked])
  const edges = useMemo(() => edgesOf(steps, name), [steps, name])
  const connect = (from: string, to: string) => {
    if (mayFollow(steps, to, from)) edit({ do: 'connect', from, to })
    else if (!steps.find(({ key }) => key === to)?.after.includes(from)) say(t('office.planEditor.circle'))
  }
  return (
    <div className="edition-chart">
      <Suspense fallback={<p role="status" className="dim">{t('state.loading')}</p>}>
        <FlowChart nodes={nodes} edges={edges} selected={chosen} onSelect={choose} {...(writable ? { onConnect: connect } : {})} />
      </Suspense>
    </div>
  )
}
