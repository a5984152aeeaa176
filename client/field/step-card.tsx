import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { kindOf } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { useHands } from './act.ts'
import type { FieldSites } from './field-sites.ts'
import type { MyStep } from './step-rules.ts'

type Props = { mine: MyStep; sites: FieldSites; onOpen: (sheet: 'complete' | 'decline') => void }

/** A step of a running plan, with its instruction in full: nobody looks it up in a stairwell. */
export function StepCard({ mine: { activation, step, free, queued }, sites, onOpen }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actStep } = useHands()
  const accepted = step.acceptedAt !== null && step.acceptedAt !== undefined
  const instruction = step.instruction[format.language]
  return (
    <article className="field-card field-step" data-urgent={!isDrill(activation.mode) || undefined} data-drill={isDrill(activation.mode) || undefined} data-testid="step-card" data-step={step.key}>
      <div className="field-card-top">
        <span className="field-card-over">
          {isDrill(activation.mode) && <DrillTag />}
          {[format.name(activation.name), t(`words.post.${step.post}`)].join(t('join.dot'))}
        </span>
        <h2>{format.name(step.name)}</h2>
        <span className="field-card-where">{sites.where(activation)}</span>
        {instruction && <p className="field-step-words">{instruction}</p>}
        {step.note && <p className="field-kept">{t('field.step.returned', { note: step.note })}</p>}
      </div>
      <StepClock dueAt={step.dueAt} openedAt={step.openedAt} zone={sites.zone(activation)} />
      {!accepted && <AcceptClock until={step.acceptBy ?? null} />}
      {accepted ? (
        <button type="button" className="field-big" data-move="complete-step" onClick={() => onOpen('complete')}>
          {t(kindOf(step) === 'decide' ? 'field.step.decide' : 'field.step.complete')}
        </button>
      ) : (
        <button type="button" className="field-big" data-move="accept-step" onClick={() => void actStep(activation, step, 'accept-step')}>
          {t(free ? 'field.step.take' : 'field.step.accept')}
        </button>
      )}
      {!free && (
        <div className="field-acts">
          <button type="button" className="field-small" onClick={() => onOpen('decline')}>
            {t('field.step.decline')}
          </button>
        </div>
      )}
      {queued && (
        <p className="field-waits" role="status">
          {t('field.queued')}
        </p>
      )}
    </article>
  )
}

export function StepClock({ dueAt, openedAt, zone }: { dueAt: string | null; openedAt: string | null; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (dueAt === null) return openedAt && <p className="dim">{t('field.step.since', { age: format.age((now - Date.parse(openedAt)) / 1000) })}</p>
  const left = (Date.parse(dueAt) - now) / 1000
  return (
    <span className={`field-clock field-${left < 0 ? 'late' : left < 60 ? 'soon' : 'calm'}`} data-large>
      <time dateTime={dueAt} title={format.moment(Date.parse(dueAt), zone)}>
        {left < 0 && <small>{t('field.late')} </small>}
        {format.span(left)}
      </time>
      <span className="field-clock-of">{t('field.step.limit')}</span>
    </span>
  )
}

function AcceptClock({ until }: { until: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (until === null) return null
  const left = (Date.parse(until) - now) / 1000
  return <p className={left < 60 ? 'field-offer soon' : 'field-offer'}>{left > 0 ? t('field.step.acceptIn', { time: format.span(left) }) : t('field.acceptOver')}</p>
}
