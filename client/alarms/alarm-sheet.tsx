import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/drills.ts'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { ask } from '../live/api.ts'
import { useCatalogue, usePlans } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { goTo, openDialog, select } from '../ui/desk-state.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Block, Facts, Sheet } from '../ui/sheet.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { stateWords } from './alarm-words.ts'
import { useKept } from './kept.ts'
import { needsAnswer } from './fold-rules.ts'

export function AlarmSheet({ id, zone }: { id: string; zone: string | undefined }) {
  const { t } = useTranslation()
  // An alarm leaves the picture when it is over; who reads its sheet keeps what they saw, with its timeline.
  const alarm = useKept(useLive((state) => state.picture.alarm.get(id)), id)
  const query = useQuery({ queryKey: ['alarm', id, alarm?.version], queryFn: () => ask('alarmTimeline', {}, id), placeholderData: (before) => before })
  const timeline = <Asked query={query}>{(rows) => <Timeline rows={rows} zone={zone} />}</Asked>
  if (alarm) return <Open alarm={alarm} zone={zone} timeline={timeline} />
  return (
    <Sheet label={t('alarm.title')} title={t('alarm.title')} onClose={() => select(null)}>
      {timeline}
    </Sheet>
  )
}

function Open({ alarm, zone, timeline }: { alarm: Alarm; zone: string | undefined; timeline: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sites = useCatalogue()
  const plans = usePlans()
  const may = useMay()
  const standing = useLive((state) => state.picture.alarm.has(alarm.id))
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const { building, order } = alarm
  const place = placeWords(format, sites, { community: alarm.community, building }, several)
  const fitting = (plans.data ?? []).filter((plan) => plan.fits.includes(alarm.kind))
  return (
    <Sheet
      label={`${t('alarm.title')}${t('join.colon')}${alarmWords(t, alarm)}`}
      over={
        <>
          <SeverityMark severity={alarm.severity} hollow={!needsAnswer(alarm)} />
          {isDrill(alarm.mode) && <DrillTag />}
          {[t(`words.severity.${alarm.severity}`), standing ? stateWords(t, alarm) : t('words.alarmState.normal')].join(t('join.dot'))}
        </>
      }
      title={alarmWords(t, alarm)}
      onClose={() => select(null)}
      foot={
        <>
          {standing && needsAnswer(alarm) && <AcknowledgeButton alarm={alarm} />}
          {!order && may('order.report', alarm.community) && (
            <button type="button" className="button" onClick={() => openDialog({ kind: 'report', alarm: alarm.id })}>
              {t('alarm.report')}
            </button>
          )}
          {may('activation.start', alarm.community) && (
            <button type="button" className="button" onClick={() => openDialog({ kind: 'start', alarm: alarm.id })}>
              {t('alarm.startPlan')}
            </button>
          )}
        </>
      }
    >
      <Facts
        rows={[
          [t('order.where'), building ? <button key="building" type="button" className="link" onClick={() => goTo({ kind: 'building', id: building })}>{place}</button> : place || t('alarm.wholeCommunity')],
          ...(alarm.deviceName ? [[t('alarm.device'), format.name(alarm.deviceName)] as const] : []),
          [t('alarm.raised'), `${format.moment(alarm.raisedAt, zone)}${t('join.dot')}${t('link.ago', { age: format.age((now - Date.parse(alarm.raisedAt)) / 1000) })}`],
          ...(alarm.deviceAt ? [[t('alarm.deviceClock'), format.moment(alarm.deviceAt, zone)] as const] : []),
          ...(alarm.count > 1 ? [[t('alarm.repeated'), t('alarm.times', { count: alarm.count })] as const] : []),
          ...(alarm.clearedAt ? [[t('alarm.cleared'), format.moment(alarm.clearedAt, zone)] as const] : []),
          ...(alarm.text ? [[t('order.description'), alarm.text] as const] : []),
          ...(order ? [[t('order.title'), <button key="order" type="button" className="link" onClick={() => goTo({ kind: 'order', id: order })}>{t('alarm.hasOrder')}</button>] as const] : []),
        ]}
      />
      {fitting.length > 0 && may('activation.start', alarm.community) && (
        <Block title={t('alarm.plans')}>
          {fitting.map((plan) => (
            <button key={plan.id} type="button" className="button button-next plan-offer" data-plan={plan.id} onClick={() => openDialog({ kind: 'start', plan: plan.id, alarm: alarm.id })}>
              {`${t('plan.start')}${t('join.colon')}${format.name(plan.name)}`}
            </button>
          ))}
        </Block>
      )}
      <Block title={t('alarm.timeline')}>{timeline}</Block>
    </Sheet>
  )
}
