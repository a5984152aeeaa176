import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOver, isUnderWay } from '#shared/activations.ts'
import type { Alarm } from '#shared/alarms.ts'
import { useAlarmPlace } from './alarms/alarm-place.ts'
import { stateWords, useActing } from './alarms/alarm-words.ts'
import { clockAt, nextClock } from './alarms/clock-rules.ts'
import { useFormat } from './i18n/format.ts'
import { alarmWords } from './i18n/kind.ts'
import { useCatalogue } from './live/catalogue.ts'
import { useFlood } from './live/flood.ts'
import { useLive } from './live/live-state.ts'
import { useNow } from './live/now.ts'
import { placeWords } from './live/words.ts'
import { goTo } from './ui/desk-state.ts'
import { DrillTag } from './ui/drill-tag.tsx'
import { headline, type Headline } from './wall-headline.ts'

/** The sentence of the moment: the worst thing, where, who has it, and its clock. */
export function Sentence({ zone }: { zone: string | undefined }) {
  const picture = useLive((state) => state.picture)
  const cursor = useLive((state) => state.cursor)
  const now = useNow()
  const { t } = useTranslation()
  const said = headline(picture, now)
  const since = useNormalSince(cursor !== null, said.kind === 'normal')
  return (
    <h1 className="sentence" data-testid="headline" data-headline={cursor === null ? 'waiting' : said.kind}>
      {cursor === null ? <span className="dim">{t('headline.waiting')}</span> : <Words said={said} now={now} zone={zone} since={since} />}
    </h1>
  )
}

function Words({ said, now, zone, since }: { said: Headline; now: number; zone: string | undefined; since: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const left = (by: string) => {
    const seconds = (Date.parse(by) - now) / 1000
    return <Clock late={seconds < 0} words={t(seconds < 0 ? 'headline.late' : 'headline.left', { time: format.span(seconds) })} />
  }
  switch (said.kind) {
    case 'normal':
      return <span className="sentence-calm">{since === null ? t('headline.normal') : t('headline.normalSince', { time: format.time(since, zone) })}</span>
    case 'drill':
    case 'activation': {
      const { activation } = said
      const taken = activation.steps.filter(({ state }) => state !== 'passed')
      const done = taken.filter(isOver).length
      const late = taken.filter((step) => step.late && isUnderWay(step)).length
      const until = activation.state === 'asked' ? activation.asked?.until : activation.targetAt
      const place = placeWords(format, sites, activation, several)
      return (
        <SentenceButton onClick={() => goTo({ kind: 'activation', id: activation.id })}>
          {said.kind === 'drill' ? <DrillTag /> : null}
          <b className={said.kind === 'drill' ? '' : 'sentence-critical'}>{format.name(activation.name)}</b> <b>{place}</b>
          <Dot />
          {activation.state === 'asked' ? (
            t('headline.asked')
          ) : late > 0 ? (
            <b className="sentence-critical">{t('headline.lateSteps', { count: late })}</b>
          ) : (
            t('headline.step', { step: Math.min(done + 1, taken.length), of: taken.length })
          )}
          {until && (
            <>
              <Dot />
              {left(until)}
            </>
          )}
        </SentenceButton>
      )
    }
    case 'alarm':
      return <AlarmWords alarm={said.alarm} others={said.others} />
    case 'late':
      return (
        <SentenceButton onClick={() => goTo({ kind: 'order', id: said.worst.id })}>
          <b className="sentence-major">{t('headline.lateOrders', { count: said.orders })}</b>
          <Dot />
          {format.title(said.worst)} <b>{placeWords(format, sites, said.worst, several)}</b>
        </SentenceButton>
      )
  }
}

/** In a flood the first word is how much comes; then the worst of it, who has it, and the clock that runs out first. */
function AlarmWords({ alarm, others }: { alarm: Alarm; others: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const place = useAlarmPlace()
  const acting = useActing(alarm)
  const { flood, recent } = useFlood()
  const order = useLive((state) => (alarm.order ? state.picture.order.get(alarm.order) : undefined))
  const running = nextClock(alarm) ?? (order?.arriveBy && !order.arrivedAt ? { kind: 'arrive' as const, by: Date.parse(order.arriveBy), from: Date.parse(alarm.raisedAt) } : null)
  const clock = running && { ...clockAt(running, now), what: t(`alarm.clock.${running.kind}`) }
  return (
    <SentenceButton onClick={() => goTo({ kind: 'alarm', id: alarm.id })}>
      {flood && (
        <>
          <b className="sentence-critical" data-flood>{t('headline.flood', { count: recent })}</b>
          <Dot />
        </>
      )}
      <b className={`sentence-${alarm.severity}`}>{alarmWords(t, alarm)}</b> <b>{place(alarm)}</b>
      <Dot />
      {acting ?? stateWords(t, alarm)}
      <Dot />
      {clock ? (
        <Clock late={clock.tone === 'late'} words={t(clock.tone === 'late' ? 'headline.clockLate' : 'headline.clockLeft', { what: clock.what, time: format.span(clock.left) })} />
      ) : (
        <Clock late={false} words={t('headline.since', { time: format.span((now - Date.parse(alarm.raisedAt)) / 1000) })} />
      )}
      {others > 0 && !flood && (
        <>
          <Dot />
          {t('headline.others', { count: others })}
        </>
      )}
    </SentenceButton>
  )
}

const Dot = () => <span className="sentence-dot">·</span>
const Clock = ({ late, words }: { late: boolean; words: string }) => <b className={late ? 'sentence-critical' : ''}>{words}</b>

function SentenceButton({ onClick, children }: { onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="sentence-button" onClick={onClick}>
      {children}
    </button>
  )
}

/** When this screen saw the last trouble end; null where it opened on a calm picture and cannot know. */
function useNormalSince(opened: boolean, normal: boolean): number | null {
  const [state, setState] = useState<{ troubled: boolean; since: number | null }>({ troubled: false, since: null })
  const now = useNow()
  useEffect(() => {
    if (!opened) return
    setState((held) => (normal ? (held.troubled ? { troubled: false, since: now } : held) : held.troubled ? held : { troubled: true, since: null }))
    // Only the change between normal and not counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [opened, normal])
  return state.since
}
