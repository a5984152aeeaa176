import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { useRunPlace } from './run-place.ts'
import { progress, spanOf } from './run-rules.ts'

/** What runs, where, for how long it may, and who commands how many. `level`: of its heading. */
export function RunHead({ activation, now, zone, level: Heading = 'h2' }: { activation: Activation; now: number; zone: string | undefined; level?: 'h1' | 'h2' }) {
  const { t } = useTranslation()
  const format = useFormat()
  const place = useRunPlace()
  const all = useLive((state) => state.picture.activation)
  const over = activation.finishedAt === null ? null : Date.parse(activation.finishedAt)
  const at = over ?? now
  const left = activation.targetAt ? (Date.parse(activation.targetAt) - at) / 1000 : null
  const gone = (at - Date.parse(activation.startedAt)) / 1000
  const { people, tooMany } = spanOf(activation, all.values())
  const { done, of } = progress(activation)
  const late = activation.late === true || (left !== null && left < 0)
  return (
    <>
      <div className="plan-over">
        <span>
          {t(`run.standing.${activation.state}`)}
          {t('join.dot')}
          {isDrill(activation.mode) ? <DrillTag /> : t('run.real')}
        </span>
        <span className="plan-span">
          {t('plan.commander', { name: activation.commander })}
          {over === null && people > 0 && (
            <span className={tooMany ? 'soon' : 'dim'} data-span={people}>
              {t('join.dot')}
              {t(tooMany ? 'run.spanMany' : 'run.span', { count: people })}
            </span>
          )}
        </span>
      </div>
      <header className="plan-head">
        <Heading>
          {format.name(activation.name)}
          {t('join.dot')}
          {place(activation)}
        </Heading>
        <div className={`plan-clock${late ? ' late' : ''}`}>
          {left === null || over !== null ? format.span(gone) : format.span(left)}
          {left !== null && over === null && <small>{t(left < 0 ? 'run.targetLate' : 'run.targetLeft')}</small>}
        </div>
      </header>
      <p className="plan-sub">
        {[t('run.startedAt', { time: format.time(activation.startedAt, zone) }), over === null && left !== null && t('run.elapsed', { time: format.span(gone) }), t('run.progress', { done, of }), activation.reason].filter(Boolean).join(t('join.dot'))}
      </p>
    </>
  )
}
