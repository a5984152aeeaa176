import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import type { Timeline } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { factWords } from '../i18n/kind.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import '../ui/timeline.css'
import { lineOf } from './timeline-rules.ts'

/** What happened, the newest first: who, which step, and what was said of it. */
export function RunTimeline({ activation, timeline, zone }: { activation: Activation; timeline: Timeline; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (timeline.length === 0) return <p className="dim">–</p>
  return (
    <ol className="timeline" data-testid="run-timeline">
      {timeline.toReversed().map((row) => {
        const { step, said, photos } = lineOf(activation, row)
        return (
          <li key={row.seq}>
            <time dateTime={row.at} title={format.moment(row.at, zone)}>
              {format.timeSeconds(row.at, zone)}
            </time>
            <div>
              {isDrill(row.mode) && <DrillTag />} {factWords(t, row.name)}
              {step && t('join.colon') + format.name(step.name)}
              {row.by.kind !== 'system' && <span className="dim">{t('join.dot') + row.by.name}</span>}
              {said.map((text, at) => (
                <p className="timeline-said" key={at}>
                  {text}
                </p>
              ))}
              <PhotoStrip photos={photos.map((id) => ({ id, kind: 'report' as const }))} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}
