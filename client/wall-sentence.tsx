import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from './i18n/format.ts'
import { alarmWords } from './i18n/kind.ts'
import { useCatalogue } from './live/catalogue.ts'
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
  const people = useLive((state) => state.picture.person)
  const orders = useLive((state) => state.picture.order)
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
      const done = activation.steps.filter((step) => step.state === 'done' || step.state === 'skipped').length
      const place = placeWords(format, sites, activation, several)
      return (
        <SentenceButton onClick={() => goTo({ kind: 'activation', id: activation.id })}>
          {said.kind === 'drill' ? <DrillTag /> : null}
          <b className={said.kind === 'drill' ? '' : 'sentence-critical'}>{format.name(activation.name)}</b> <b>{place}</b>
          <Dot />
          {t('headline.step', { step: Math.min(done + 1, activation.steps.length), of: activation.steps.length })}
          {activation.targetAt && (
            <>
              <Dot />
              {left(activation.targetAt)}
            </>
          )}
        </SentenceButton>
      )
    }
    case 'alarm': {
      const { alarm } = said
      const order = alarm.order ? orders.get(alarm.order) : undefined
      const assignee = order?.assignee ? people.get(order.assignee) : undefined
      const place = placeWords(format, sites, { community: alarm.community, building: alarm.building }, several)
      const answered = alarm.state === 'acknowledged'
      return (
        <SentenceButton onClick={() => goTo({ kind: 'alarm', id: alarm.id })}>
          <b className={`sentence-${alarm.severity}`}>{alarmWords(t, alarm)}</b> <b>{place}</b>
          <Dot />
          {assignee && order ? `${format.name(assignee.name)} ${t(`words.orderState.${order.state}`)}` : answered ? t('headline.acknowledged', { who: alarm.acknowledgedBy ?? '' }) : t('headline.unacknowledged')}
          <Dot />
          {order?.arriveBy && !order.arrivedAt ? left(order.arriveBy) : <Clock late={false} words={t('headline.since', { time: format.span((now - Date.parse(alarm.raisedAt)) / 1000) })} />}
        </SentenceButton>
      )
    }
    case 'late':
      return (
        <SentenceButton onClick={() => goTo({ kind: 'order', id: said.worst.id })}>
          <b className="sentence-major">{t('headline.lateOrders', { count: said.orders })}</b>
          <Dot />
          {said.worst.title} <b>{placeWords(format, sites, said.worst, several)}</b>
        </SentenceButton>
      )
  }
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
