import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { needsAnswer } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { goTo } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { stateWords } from './alarm-words.ts'
import { byUrgency } from './fold-rules.ts'

/** Standing alarms of a building, as lines of a sheet. */
export function AlarmLines({ building, none }: { building: string; none: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const held = useLive((state) => state.picture.alarm)
  const alarms = useMemo(() => [...held.values()].filter((alarm) => alarm.building === building).toSorted(byUrgency), [held, building])
  if (alarms.length === 0) return <p className="dim">{none}</p>
  return (
    <ul className="lines">
      {alarms.map((alarm) => (
        <li key={alarm.id}>
          <button type="button" className="line-button" onClick={() => goTo({ kind: 'alarm', id: alarm.id })}>
            <span className="line-mark">
              <SeverityMark severity={alarm.severity} hollow={!needsAnswer(alarm)} />
              {alarmWords(t, alarm)}
              <span className="dim">{stateWords(t, alarm)}</span>
            </span>
            <span className="dim">{format.age((now - Date.parse(alarm.raisedAt)) / 1000)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
