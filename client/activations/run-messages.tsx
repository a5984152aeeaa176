import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'

type Told = { key: string; at: string; to: string | null; text: string; in: string | null }

/** What was sent outside: by steps as they opened, and by hand. */
export function RunMessages({ activation, zone }: { activation: Activation; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sent: Told[] = [
    ...activation.steps.flatMap(({ key, notify, openedAt }): Told[] => (notify && openedAt ? [{ key, at: openedAt, to: format.name(notify.to), text: notify.text.zh, in: notify.text.en }] : [])),
    ...(activation.notes ?? []).flatMap((note): Told[] => (note.kind === 'message' ? [{ key: note.id, at: note.at, to: null, text: note.text, in: null }] : [])),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
  if (sent.length === 0) return <p className="quiet">{t('office.runs.messageNone')}</p>
  return (
    <ul className="run-lines" data-testid="run-messages">
      {sent.map((told) => (
        <li key={told.key}>
          <p className="run-line dim">
            <span>{told.to === null ? format.time(told.at, zone) : t('office.runs.messageAt', { time: format.time(told.at, zone), who: told.to })}</span>
            {isDrill(activation.mode) && <span>{t('office.runs.captured')}</span>}
          </p>
          <p lang={told.in === null ? undefined : 'zh-CN'}>{told.text}</p>
          {told.in !== null && told.in !== told.text && (
            <p lang="en" className="dim">
              {told.in}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
