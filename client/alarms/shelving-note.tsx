import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import type { Acts } from '../live/command-state.ts'
import { meQuery, useMay } from '../live/session.ts'

/** Who shelved it and why, or who wants to; whoever else may agree to it does so here. */
export function ShelvingNote({ alarm, zone, run, busy }: { alarm: Alarm; zone: string | undefined; run: Acts<'alarm'>['run']; busy: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { data: me } = useQuery(meQuery)
  const { shelving, shelvingAsked: asked } = alarm
  const said = (one: { by: { name: string }; until: string; reason: string }) => ({ who: one.by.name, time: format.moment(one.until, zone), reason: one.reason })
  if (asked) {
    const own = asked.by.id === me?.user.id
    return (
      <div className="alarm-note" data-testid="shelving-asked">
        <p>{t('alarmSheet.asked', said(asked))}</p>
        {own && <p className="dim">{t('alarmSheet.askedOwn')}</p>}
        {!own && may('alarm.agree-shelving', alarm.community) && (
          <button type="button" className="button button-danger" disabled={busy} data-agree onClick={() => void run('alarm.agree-shelving', { version: alarm.version })}>
            {t('alarmSheet.agree')}
          </button>
        )}
      </div>
    )
  }
  if (!shelving || alarm.state !== 'shelved') return null
  return (
    <div className="alarm-note" data-testid="shelving">
      <p>{t('alarmSheet.shelved', said(shelving))}</p>
      {shelving.agreed && <p className="dim">{t('alarmSheet.agreed', { who: shelving.agreed.name })}</p>}
    </div>
  )
}
