import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import type { Timeline } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/plan-run.ts'
import { useNow } from '../live/now.ts'
import { meQuery, useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { useStacked } from '../ui/size.ts'
import '../ui/form.css'
import { AskedCard } from './asked-card.tsx'
import { RunFigures } from './run-figures.tsx'
import { RunHands } from './run-hands.tsx'
import { RunHead } from './run-head.tsx'
import { RunHouseholds } from './run-households.tsx'
import { RunMessages } from './run-messages.tsx'
import './run-page.css'
import { RunPeople } from './run-people.tsx'
import { RunResources } from './run-resources.tsx'
import { useRun } from './run-state.ts'
import { RunSteps } from './run-steps.tsx'
import { RunTabs } from './run-tabs.tsx'
import { RunTimeline } from './run-timeline.tsx'
import './running-plan.css'

const RunChart = lazy(() => import('./run-chart.tsx'))

/** One plan as it is carried out, or as it was: its flow, its steps with what can be done, and beside them how it stands. */
export default function RunPage({ id }: { id: string }) {
  const { t } = useTranslation()
  const { activation, query, gone } = useRun(id)
  return (
    <div className="run-page">
      <Link href="/plans/runs" className="link run-back">
        <span aria-hidden="true">←</span> {t('office.runs.back')}
      </Link>
      {gone ? <p className="office-empty">{t('office.runs.gone')}</p> : activation ? <Open activation={activation} timeline={<Asked query={query}>{(data) => <Told activation={activation} timeline={data.timeline} />}</Asked>} /> : <Asked query={query}>{() => null}</Asked>}
    </div>
  )
}

function Told({ activation, timeline }: { activation: Activation; timeline: Timeline }) {
  return <RunTimeline activation={activation} timeline={timeline} zone={useZone(activation)} />
}

function useZone({ community }: Activation): string | undefined {
  return useQuery(meQuery).data?.communities.find(({ id }) => id === community)?.zone
}

const tabs = ['timeline', 'resources', 'people', 'households', 'messages'] as const
const stackedTabs = ['steps', 'chart', ...tabs] as const
type Tab = (typeof stackedTabs)[number]

function Open({ activation, timeline }: { activation: Activation; timeline: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const stacked = useStacked()
  const judged = useSees()
  const zone = useZone(activation)
  const [picked, pick] = useState<Tab | null>(null)
  const [step, choose] = useState<string | null>(null)
  const mayCheck = judged('checks', activation.community) === 'yes'
  const shown = (stacked ? stackedTabs : tabs).filter((tab) => mayCheck || tab !== 'households')
  const tab = shown.find((one) => one === picked) ?? shown[0] ?? 'timeline'
  const steps = <RunSteps activation={activation} now={now} zone={zone} />
  const chart = (
    <div className="run-chart">
      <Suspense fallback={<p role="status" className="dim">{t('state.loading')}</p>}>
        <RunChart activation={activation} selected={step} onSelect={choose} />
      </Suspense>
    </div>
  )
  const parts: Record<Tab, ReactNode> = {
    steps, chart, timeline, resources: <RunResources activation={activation} zone={zone} />, people: <RunPeople activation={activation} />, households: <RunHouseholds activation={activation} />, messages: <RunMessages activation={activation} zone={zone} />,
  }
  return (
    <>
      <section className={`run-top${isDrill(activation.mode) ? ' plan-drill' : ''}`} aria-label={format.name(activation.name)} data-testid="run-page" data-state={activation.state}>
        <RunHead activation={activation} now={now} zone={zone} level="h1" />
        <RunFigures activation={activation} />
        {stacked && activation.state === 'running' ? (
          <details className="run-fold">
            <summary>{t('office.runs.hands')}</summary>
            <RunHands activation={activation} />
          </details>
        ) : (
          <RunHands activation={activation} />
        )}
      </section>
      {activation.state === 'asked' && <AskedCard activation={activation} />}
      <div className="run-body">
        {!stacked && (
          <>
            <section className="run-column" aria-label={t('office.runs.chart')}>
              {chart}
            </section>
            <section className="run-column run-scroll" tabIndex={0} aria-label={t('office.runs.tab.steps')}>
              {steps}
            </section>
          </>
        )}
        <section className="run-column" aria-label={t('office.runs.tab.label')}>
          <RunTabs label={t('office.runs.tab.label')} tabs={shown.map((name) => ({ name, label: t(`office.runs.tab.${name}`) }))} value={tab} onChange={pick}>
            {parts[tab]}
          </RunTabs>
        </section>
      </div>
    </>
  )
}
