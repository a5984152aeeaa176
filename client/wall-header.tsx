import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { onDuty } from '#shared/shifts.ts'
import { HandoverChip } from './handovers/handover-chip.tsx'
import { chooseLanguage } from './i18n/setup.ts'
import { useFormat } from './i18n/format.ts'
import { useLive } from './live/live-state.ts'
import { useNow } from './live/now.ts'
import { meQuery } from './live/session.ts'
import { DeafStations } from './sound/deaf-stations.tsx'
import { DeskSound } from './sound/sound-chip.tsx'
import { LinkLight } from './ui/link-light.tsx'
import { WallMenu } from './wall-menu.tsx'
import { ScopePicker } from './wall-scope.tsx'
import { Sentence } from './wall-sentence.tsx'
import { SilentWalls } from './wall-silent.tsx'
import { Trust } from './wall-trust.tsx'

export function WallHeader({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const me = useQuery(meQuery)
  const other = format.language === 'zh' ? 'en' : 'zh'
  return (
    <header className="wall-head">
      <ScopePicker />
      <Sentence zone={zone} />
      <div className="wall-status">
        <DutyManager zone={zone} />
        <div className="wall-troubles">
          <SilentWalls zone={zone} />
          <DeafStations zone={zone} own={me.data?.user.name ?? ''} />
          <Trust />
          <HandoverChip />
        </div>
        <LinkLight />
        <DeskSound />
        <button type="button" className="button button-bare" lang={other === 'zh' ? 'zh-CN' : 'en'} aria-label={t('header.languageLabel')} data-language={other} onClick={() => chooseLanguage(other)}>
          {t('header.language')}
        </button>
        <WallMenu />
        <time className="wall-clock" dateTime={new Date(now).toISOString()} title={`${format.date(now, zone)} ${zone ?? ''}`}>
          {format.timeSeconds(now, zone)}
        </time>
      </div>
    </header>
  )
}

function DutyManager({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const me = useQuery(meQuery)
  const shifts = useLive((state) => state.picture.shift)
  const people = useLive((state) => state.picture.person)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const shift = [...shifts.values()].find((row) => row.post === 'duty-manager' && onDuty(row, now))
  const person = shift && people.get(shift.person)
  const known = useLive((state) => state.cursor !== null)
  // Across communities there is no one duty manager; who sits here is who has signed in.
  if (several) return me.data?.kind === 'person' ? <span className="wall-duty one-line">{me.data.user.name}</span> : null
  const name = person ? format.name(person.name) : known && !shift ? t('header.nobody') : null
  if (name === null) return null
  return (
    <span className="wall-duty one-line">
      <span className="wall-duty-what">{t('header.duty')}</span> <b>{name}</b>
      {shift && <span className="wall-until"> {t('header.until', { time: format.time(shift.endsAt, zone) })}</span>}
    </span>
  )
}
