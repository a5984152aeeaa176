import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Warning } from '#shared/warnings.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/warning-block.ts'
import { ask, Refused } from '../live/api.ts'
import { Asked } from '../ui/asked.tsx'
import { Block, Facts } from '../ui/sheet.tsx'
import { textFor } from './text-rules.ts'
import './warnings.css'

const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const
const isOneOf = <T extends string>(list: readonly T[], word: string): word is T => (list as readonly string[]).includes(word)

const isGone = (error: unknown): boolean => error instanceof Refused && error.problem?.status === 404

/** What a public warning says, on the sheet of the alarm that it raised: words of others, shown as text and nothing else. */
export default function WarningBlock({ id, zone }: { id: string; zone: string | undefined }) {
  const { t } = useTranslation()
  const warning = useQuery({ queryKey: ['warning', id], queryFn: () => ask('warning', {}, id), refetchInterval: 30_000, retry: (count, error) => count < 1 && !isGone(error) })
  return <Block title={t('warning.title')}>{isGone(warning.error) ? <p className="dim">{t('warning.gone')}</p> : <Asked query={warning}>{(said) => <Said warning={said} zone={zone} />}</Asked>}</Block>
}

function Said({ warning, zone }: { warning: Warning; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = textFor(warning.texts, format.language)
  const { status, state, urgency, certainty, onsetAt, expiresAt, sender, sentAt, areas } = warning
  const how = [isOneOf(urgencies, urgency) && t(`warning.urgency.${urgency}`), isOneOf(certainties, certainty) && t(`warning.certainty.${certainty}`)].filter(Boolean).join(t('join.dot'))
  const where = areas.map((area) => area.words).join(t('join.comma'))
  return (
    <div className="warning">
      {status !== 'actual' && <p className="warning-mark">{t(`warning.status.${status}`)}</p>}
      {state !== 'standing' && <p className="warning-mark">{t(`warning.state.${state}`)}</p>}
      <p className="warning-headline" lang={text?.language}>
        {text?.headline || text?.event}
      </p>
      {text?.headline && text.event && <p className="dim">{text.event}</p>}
      {text?.instruction && (
        <section>
          <h4>{t('warning.instruction')}</h4>
          <p className="warning-text" lang={text.language}>
            {text.instruction}
          </p>
        </section>
      )}
      <Facts
        rows={[
          [t('warning.from'), format.moment(onsetAt ?? sentAt, zone)],
          [t('warning.until'), expiresAt ? format.moment(expiresAt, zone) : t('warning.untilNone')],
          ...(how ? [[t('warning.how'), how] as const] : []),
          ...(where ? [[t('warning.area'), where] as const] : []),
          [t('warning.sender'), sender],
          [t('warning.sent'), format.moment(sentAt, zone)],
          ...(text?.web ? [[t('warning.link'), <code key="web">{text.web}</code>] as const] : []),
        ]}
      />
      {text?.description && (
        <details>
          <summary>{t('warning.description')}</summary>
          <p className="warning-text" lang={text.language}>
            {text.description}
          </p>
        </details>
      )}
    </div>
  )
}
