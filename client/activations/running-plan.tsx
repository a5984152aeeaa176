import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import type { Activation } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { placeWords } from '../live/words.ts'
import { goTo, useDesk } from '../ui/desk-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { FinishPlan } from './finish-plan.tsx'
import { PlanResources } from './plan-resources.tsx'
import { StepItem } from './step-item.tsx'
import { progress } from './step-rules.ts'
import '../ui/form.css'
import './running-plan.css'

/** The plan that is being carried out, in the left third: steps, who has them, how long is left. Real ones before drills. */
export function RunningPlan({ zone }: { zone: string | undefined }) {
  const activations = useLive((state) => state.picture.activation)
  const wanted = useDesk((desk) => (desk.selected?.kind === 'activation' ? desk.selected.id : null))
  const running = [...activations.values()].toSorted((a, b) => Number(isDrill(a.mode)) - Number(isDrill(b.mode)) || Date.parse(a.startedAt) - Date.parse(b.startedAt))
  const shown = running.find((activation) => activation.id === wanted) ?? running[0]
  if (!shown) return null
  return <Card key={shown.id} activation={shown} others={running.filter((activation) => activation !== shown)} zone={zone} />
}

function Card({ activation, others, zone }: { activation: Activation; others: Activation[]; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const now = useNow()
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const drill = isDrill(activation.mode)
  const left = activation.targetAt ? (Date.parse(activation.targetAt) - now) / 1000 : null
  const { done, of } = progress(activation)
  return (
    <section className={`panel plan${drill ? ' plan-drill' : ''}`} aria-label={`${t('plan.running')}${t('join.colon')}${format.name(activation.name)}`} data-testid="running-plan" data-activation={activation.id} data-mode={drill ? 'drill' : 'real'}>
      <div className="plan-over">
        <span>
          {t('plan.running')}
          {t('join.dot')}
          {drill ? <DrillTag /> : t('plan.real')}
        </span>
        <span className="one-line">{t('plan.commander', { name: activation.commander })}</span>
      </div>
      <header className="plan-head">
        <h2>
          {format.name(activation.name)}
          {t('join.dot')}
          {placeWords(format, sites, activation, several)}
        </h2>
        <div className={`plan-clock${left !== null && left < 0 ? ' late' : ''}`}>
          {left === null ? format.span((now - Date.parse(activation.startedAt)) / 1000) : format.span(left)}
          <small>{left === null ? t('plan.startedAt', { time: format.time(activation.startedAt, zone) }) : t(left < 0 ? 'plan.targetLate' : 'plan.targetLeft')}</small>
        </div>
      </header>
      <p className="plan-sub">
        {[t('plan.startedAt', { time: format.time(activation.startedAt, zone) }), t('plan.elapsed', { time: format.span((now - Date.parse(activation.startedAt)) / 1000) }), `${done} / ${of}`, activation.reason].filter(Boolean).join(t('join.dot'))}
      </p>
      <div className="plan-scroll">
        <ol className="steps">
          {activation.steps.map((step, index) => (
            <StepItem key={step.key} activation={activation} step={step} number={index + 1} now={now} zone={zone} />
          ))}
        </ol>
        <PlanResources activation={activation} />
      </div>
      <footer className="plan-foot">
        <FinishPlan activation={activation} />
        {others.map((other) => (
          <button key={other.id} type="button" className="button button-bare" onClick={() => goTo({ kind: 'activation', id: other.id })}>
            {isDrill(other.mode) && <DrillTag />}
            {format.name(other.name)} {placeWords(format, sites, other, several)}
          </button>
        ))}
      </footer>
    </section>
  )
}
