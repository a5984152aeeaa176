import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { RuleTrial } from '#shared/rules.ts'
import { useFormat } from '../i18n/format.ts'
import { post } from '../live/api.ts'
import { useRuleWords, type Judged } from './rule-words.ts'

const spans = { day: 1, week: 7, month: 30 } as const
type Span = keyof typeof spans

/** More than this from one rule is more than anybody can follow (ISA-18.2: some 150 a day for all alarms together). */
const tooMany = 50

/** What a rule would have raised: asked for by hand, or at once (`eager`). */
export function TrialView({ rule, eager = false }: { rule: Judged | null; eager?: boolean }) {
  const { t } = useTranslation()
  const [span, setSpan] = useState<Span>('week')
  const [asked, setAsked] = useState<Judged | null>(eager ? rule : null)
  const current = asked !== null && JSON.stringify(asked) === JSON.stringify(rule)
  const query = useQuery({
    queryKey: ['ruleTrial', asked, span], queryFn: async () => (await post(queryPaths.ruleTrial, { ...asked, days: spans[span] })) as RuleTrial, enabled: current, retry: false, staleTime: 60_000, gcTime: 60_000,
  })
  return (
    <section className="trial" aria-live="polite">
      <div className="trial-acts">
        <Select
          aria-label={t('office.rules.trial.spanLabel')} allowDeselect={false} value={span} data={(Object.keys(spans) as Span[]).map((one) => ({ value: one, label: t(`office.rules.trial.span.${one}`) }))}
          onChange={(chosen) => chosen && setSpan(chosen as Span)}
        />
        <button type="button" className="button" disabled={rule === null || query.isFetching} onClick={() => (current ? void query.refetch() : setAsked(rule))}>
          {t(current && query.data ? 'office.rules.trial.again' : 'office.rules.trial.act')}
        </button>
      </div>
      {current && query.isFetching && <p className="dim" role="status">{t('office.rules.trial.busy')}</p>}
      {current && query.isError && !query.isFetching && <p className="dim" role="alert">{t('office.rules.trial.failed')}</p>}
      {current && query.data && !query.isFetching && <Outcome trial={query.data} span={span} />}
    </section>
  )
}

function Outcome({ trial, span }: { trial: RuleTrial; span: Span }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { time } = useRuleWords()
  if (trial.measured === 0) return <p className="dim">{t('office.rules.trial.nothing')}</p>
  const when = t(`office.rules.trial.span.${span}`)
  const round = (seconds: number): string => time(seconds < 60 ? Math.round(seconds) : seconds < 7200 ? Math.round(seconds / 60) * 60 : Math.round(seconds / 3600) * 3600)
  const more = [
    ...(trial.shortest !== null && trial.longest !== null ? [t('office.rules.trial.length', { shortest: round(trial.shortest), longest: round(trial.longest) })] : []),
    ...(trial.standing > 0 ? [t('office.rules.trial.standing', { count: trial.standing })] : []),
  ]
  return (
    <>
      <p className="trial-said">
        {trial.alarms === 0 ? t('office.rules.trial.none', { span: when }) : t('office.rules.trial.would', { span: when, count: trial.alarms }) + t('office.rules.trial.devices', { count: trial.devices })}
      </p>
      {trial.alarms > 0 && <DayBars days={trial.days} />}
      {more.length > 0 && <p className="dim">{more.join(t('join.dot'))}</p>}
      {trial.alarms > tooMany * spans[span] && <p role="alert" className="trial-many">{t('office.rules.trial.many', { count: tooMany })}</p>}
      {trial.most.length > 1 && (
        <dl className="trial-most" aria-label={t('office.rules.trial.most')}>
          {trial.most.map(({ device, name, alarms }) => (
            <div key={device}>
              <dt>{format.name(name)}</dt>
              <dd>{t('office.rules.trial.times', { count: alarms })}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="dim">{t('office.rules.trial.measured', { devices: trial.measured, readings: trial.readings })} {trial.cut && t('office.rules.trial.cut')}</p>
    </>
  )
}

/** Grey bars, one a day: how often matters, not that it did. */
function DayBars({ days }: { days: RuleTrial['days'] }) {
  const { t } = useTranslation()
  const most = Math.max(...days.map(({ alarms }) => alarms))
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? '']
  return (
    <figure className="trial-chart">
      <ol aria-label={t('office.rules.trial.chart')}>
        {days.map(({ day, alarms }) => (
          <li key={day} title={t('office.rules.trial.day', { day, count: alarms })}>
            <span className="trial-count">{alarms > 0 && days.length <= 10 ? alarms : ''}</span>
            <span className="trial-bar" style={{ height: `max(1px, ${(alarms / most) * 4.5}rem)` }} />
            <span className="unseen">{t('office.rules.trial.day', { day, count: alarms })}</span>
          </li>
        ))}
      </ol>
      <figcaption className="dim"><span>{first.slice(5)}</span><span>{last.slice(5)}</span></figcaption>
    </figure>
  )
}
