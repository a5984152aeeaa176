import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { goTo } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Block } from '../ui/sheet.tsx'
import { Since } from './alarm-time.tsx'

const mostShown = 20

/** What it holds back, each to be opened. */
export function AlarmFolded({ alarms, count }: { alarms: readonly Alarm[]; count: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (count === 0) return null
  const shown = alarms.slice(0, mostShown)
  return (
    <Block title={t('alarmSheet.folded', { count })}>
      <ul className="lines" data-testid="alarm-folded">
        {shown.map((alarm) => (
          <li key={alarm.id}>
            <button type="button" className="line-button" onClick={() => goTo({ kind: 'alarm', id: alarm.id })}>
              <span className="line-mark one-line">
                <SeverityMark severity={alarm.severity} hollow />
                {[alarmWords(t, alarm), alarm.deviceName ? format.name(alarm.deviceName) : null].filter(Boolean).join(t('join.dot'))}
              </span>
              <span className="dim">
                <Since at={alarm.raisedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {count > shown.length && (
        <p className="dim">
          {t('alarmSheet.foldedMore', { count: count - shown.length })}{' '}
          <Link href="/work/alarms?view=suppressed" className="link">
            {t('alarmSheet.openFolded')}
          </Link>
        </p>
      )}
    </Block>
  )
}
