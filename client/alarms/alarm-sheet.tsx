import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isStanding, needsAnswer, type Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import { fitsAlarm } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/alarm-sheet.ts'
import { alarmWords } from '../i18n/kind.ts'
import { ask, Refused } from '../live/api.ts'
import { usePlans } from '../live/catalogue.ts'
import { useActs } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { useMay, useSees } from '../live/session.ts'
import { select } from '../ui/desk-state.ts'
import { Asked } from '../ui/asked.tsx'
import '../ui/form.css'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Block, Sheet } from '../ui/sheet.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { AlarmClocks } from './alarm-clocks.tsx'
import { AlarmComment } from './alarm-comment.tsx'
import { AlarmDevice, type DeviceParts } from './alarm-device.tsx'
import { AlarmFacts } from './alarm-facts.tsx'
import { AlarmFolded } from './alarm-folded.tsx'
import { AlarmHands } from './alarm-hands.tsx'
import { AlarmPath } from './alarm-path.tsx'
import { Countdown } from './alarm-time.tsx'
import { stateWords } from './alarm-words.ts'
import './alarm-sheet.css'
import './alarms.css'
import { useAsking } from '../ui/asking-state.ts'
import { nextClock } from './clock-rules.ts'
import { ExerciseTag } from './exercise-tag.tsx'
import { heldBack } from './fold-rules.ts'
import { PlanOffer } from './plan-offer.tsx'
import { ShelvingNote } from './shelving-note.tsx'

/** Of other features, put in by the screen. `warning`: what a public warning says. */
export type Parts = DeviceParts & { warning?: (id: string) => ReactNode }

const isGone = (error: unknown): boolean => error instanceof Refused && error.problem?.status === 404

/** One alarm, standing or past: an alarm leaves the picture when it is over, and is then as the server last knew it. */
export default function AlarmSheet({ id, zone, ...parts }: Parts & { id: string; zone: string | undefined }) {
  const { t } = useTranslation()
  const live = useLive((state) => state.picture.alarm.get(id))
  const version = live?.version
  const whole = useQuery({ queryKey: ['alarm', id, version], queryFn: () => ask('alarm', {}, id), placeholderData: (before) => (before?.alarm.id === id ? before : undefined), retry: (count, error) => count < 1 && !isGone(error) })
  const timeline = useQuery({ queryKey: ['alarm', id, 'timeline', version], queryFn: () => ask('alarmTimeline', {}, id), placeholderData: (before) => before })
  useEffect(() => () => useAsking.setState((state) => (state.shelve === id ? { shelve: null } : state)), [id])
  const read = whole.data?.alarm
  const alarm = live && read && read.version > live.version ? read : (live ?? read)
  if (alarm) {
    return (
      <Open
        key={id}
        alarm={alarm}
        zone={zone}
        parts={parts}
        read={whole.data}
        path={<Asked query={timeline}>{(rows) => <AlarmPath alarm={alarm} timeline={rows} zone={zone} />}</Asked>}
        timeline={<Asked query={timeline}>{(rows) => <Timeline rows={rows} zone={zone} />}</Asked>}
      />
    )
  }
  return (
    <Sheet label={t('alarm.title')} title={t('alarm.title')} onClose={() => select(null)}>
      {isGone(whole.error) ? <p>{t('alarmSheet.gone')}</p> : <Asked query={whole}>{() => null}</Asked>}
    </Sheet>
  )
}

type OpenProps = { alarm: Alarm; zone: string | undefined; parts: Parts; read: { folded: Alarm[]; foldedCount: number } | undefined; path: ReactNode; timeline: ReactNode }

function Open({ alarm, zone, parts, read, path, timeline }: OpenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const plans = usePlans()
  const may = useMay()
  const sees = useSees()
  const act = useActs('alarm', alarm.id)
  const held = useLive((state) => state.picture.alarm)
  const runs = useLive((state) => [...state.picture.activation.values()].some(({ alarm: of, mode }) => of === alarm.id && mode === real))
  const folded = held.has(alarm.id) ? (heldBack(held.values()).get(alarm.id) ?? []) : (read?.folded ?? [])
  const standing = isStanding(alarm)
  const fitting = standing && may('activation.start', alarm.community, { drill: false }) ? (plans.data ?? []).filter((plan) => fitsAlarm(plan, alarm, [alarm, ...[...held.values()].filter(({ id }) => id !== alarm.id)])) : []
  const clock = nextClock(alarm)
  return (
    <Sheet
      label={`${t('alarm.title')}${t('join.colon')}${alarmWords(t, alarm)}`}
      over={
        <>
          <SeverityMark severity={alarm.severity} hollow={!needsAnswer(alarm)} />
          <ExerciseTag alarm={alarm} />
          {[t(`words.severity.${alarm.severity}`), alarm.lifeSafety ? t('alarmSheet.safety') : null, stateWords(t, alarm)].filter(Boolean).join(t('join.dot'))}
        </>
      }
      title={alarmWords(t, alarm)}
      onClose={() => select(null)}
      foot={<AlarmHands alarm={alarm} zone={zone} act={act} />}
    >
      {clock && (
        <p className="alarm-sheet-clock">
          <Countdown clock={clock} />
        </p>
      )}
      <ShelvingNote alarm={alarm} zone={zone} run={act.run} busy={act.busy} />
      {path}
      <AlarmFacts alarm={alarm} zone={zone} />
      {runs && <p className="dim alarm-runs">{t('alarmSheet.planRuns')}</p>}
      {fitting.length > 0 && !runs && (
        <Block title={t('alarmSheet.plans')}>
          {fitting.map((plan) => (
            <PlanOffer key={plan.id} alarm={alarm} plan={plan} wide />
          ))}
        </Block>
      )}
      {(alarm.clocks?.length ?? 0) > 0 && (
        <Block title={t('alarmSheet.clocks')}>
          <AlarmClocks alarm={alarm} zone={zone} />
        </Block>
      )}
      {alarm.warning && parts.warning?.(alarm.warning)}
      <AlarmFolded alarms={folded} count={Math.max(folded.length, held.has(alarm.id) ? 0 : (read?.foldedCount ?? 0))} />
      {alarm.device && sees('device', alarm.community) === 'yes' && <AlarmDevice id={alarm.device} name={alarm.deviceName ? format.name(alarm.deviceName) : alarm.device} values={parts.values} hands={parts.hands} />}
      <Block title={t('alarm.timeline')}>
        <AlarmComment alarm={alarm} />
        {timeline}
      </Block>
    </Sheet>
  )
}
