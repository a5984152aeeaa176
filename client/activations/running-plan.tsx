import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/plan-run.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { placeWords } from '../live/words.ts'
import { goTo, useDesk } from '../ui/desk-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import '../ui/form.css'
import { AskedCard } from './asked-card.tsx'
import { DrillInterrupt } from './drill-interrupt.tsx'
import { RunFigures } from './run-figures.tsx'
import { RunFoot } from './run-foot.tsx'
import { RunHead } from './run-head.tsx'
import { inOrder } from './run-rules.ts'
import { RunSteps } from './run-steps.tsx'
import './running-plan.css'

/** What lies above the alarms: a drill that the real world interrupts, starts that wait for a second person, and the plan that is being carried out. */
export default function RunningPlan({ zone }: { zone: string | undefined }) {
  const activations = useLive((state) => state.picture.activation)
  const wanted = useDesk((desk) => (desk.selected?.kind === 'activation' ? desk.selected.id : null))
  const all = inOrder(activations.values(), isDrill)
  const running = all.filter(({ state }) => state === 'running')
  const shown = running.find((activation) => activation.id === wanted) ?? running[0]
  return (
    <>
      <DrillInterrupt drills={running.filter(({ mode }) => isDrill(mode))} />
      {all.map((activation) => activation.state === 'asked' && <AskedCard key={activation.id} activation={activation} />)}
      {shown && <Card key={shown.id} activation={shown} others={running.filter((activation) => activation !== shown)} zone={zone} />}
    </>
  )
}

function Card({ activation, others, zone }: { activation: Activation; others: Activation[]; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const drill = isDrill(activation.mode)
  return (
    <section className={`panel plan${drill ? ' plan-drill' : ''}`} aria-label={`${t('run.running')}${t('join.colon')}${format.name(activation.name)}`} data-testid="running-plan" data-activation={activation.id} data-mode={drill ? 'drill' : 'real'}>
      {others.length > 0 && <Switch others={others} />}
      <RunHead activation={activation} now={now} zone={zone} />
      <div className="plan-scroll" tabIndex={0} role="group" aria-label={format.name(activation.name)}>
        <RunSteps activation={activation} now={now} zone={zone} />
      </div>
      <RunFigures activation={activation} />
      <RunFoot activation={activation} />
    </section>
  )
}

/** Several plans at once: the others are one press away. */
function Switch({ others }: { others: readonly Activation[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  return (
    <nav className="plan-others" aria-label={t('run.others')}>
      {others.map((other) => (
        <button key={other.id} type="button" className="button button-bare one-line" onClick={() => goTo({ kind: 'activation', id: other.id })}>
          {isDrill(other.mode) && <DrillTag />} {format.name(other.name)} <span className="dim">{placeWords(format, sites, other, several)}</span>
          {other.late && <span className="late">{t('join.dot') + t('run.targetLate')}</span>}
        </button>
      ))}
    </nav>
  )
}
