import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { useHands } from './act.ts'
import type { FieldSites } from './field-sites.ts'
import { StepClock } from './step-card.tsx'
import type { MyCheck } from './step-rules.ts'
import { ReturnSheet } from './step-sheet.tsx'

/** A step that is done: who did it sees that it waits for a second person, who confirms it or sends it back. */
export function CheckCard({ check, sites }: { check: MyCheck; sites: FieldSites }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { activation, step, mine, queued } = check
  const drill = isDrill(activation.mode)
  return (
    <article className="field-card field-step" data-urgent={(!drill && !mine) || undefined} data-drill={drill || undefined} data-testid="check-card" data-step={step.key} data-mine={mine || undefined}>
      <div className="field-card-top">
        <span className="field-card-over">
          {drill && <DrillTag />}
          {[format.name(activation.name), t(`words.post.${step.post}`)].join(t('join.dot'))}
        </span>
        <h2>{format.name(step.name)}</h2>
        <span className="field-card-where">{sites.where(activation)}</span>
        <p className="field-step-words">{t(mine ? 'field.check.waits' : 'field.check.asks')}</p>
      </div>
      <StepClock dueAt={step.dueAt} openedAt={step.openedAt} zone={sites.zone(activation)} />
      {!mine && <Judge check={check} />}
      {queued && (
        <p className="field-waits" role="status">
          {t('field.queued')}
        </p>
      )}
    </article>
  )
}

/** What was done, and the two words about it. */
function Judge({ check }: { check: MyCheck }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actStep } = useHands()
  const [back, setBack] = useState(false)
  const { activation, step } = check
  const answer = step.answers?.find(({ key }) => key === step.answer)
  return (
    <>
      <p className="field-kept">{[step.doneBy && t('field.check.by', { who: step.doneBy }), answer && format.name(answer.name), step.note].filter(Boolean).join(t('join.dot'))}</p>
      <PhotoStrip photos={(step.photos ?? []).map((id) => ({ id, kind: 'after' as const }))} />
      <button type="button" className="field-big" data-move="check-step" onClick={() => void actStep(activation, step, 'check-step', { ok: true })}>
        {t('field.check.confirm')}
      </button>
      <div className="field-acts">
        <button type="button" className="field-small" data-move="return-step" onClick={() => setBack(true)}>
          {t('field.check.send')}
        </button>
      </div>
      {back && <ReturnSheet check={check} onClose={() => setBack(false)} />}
    </>
  )
}
