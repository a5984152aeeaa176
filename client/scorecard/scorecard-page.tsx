import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import { sees } from '#shared/roles.ts'
import type { Scorecard } from '#shared/scorecard.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import '../ui/paper.css'
import { ScoreDays } from './score-days.tsx'
import { ScoreMeasures } from './score-measures.tsx'
import { ScoreSources } from './score-sources.tsx'
import { ScoreTable } from './score-table.tsx'
import './scorecard.css'

const monthNow = (zone: string | undefined): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(new Date()).slice(0, 7)

/** A month of alarms measured by the field's standards: whether the room can trust what rings, and answers it. */
export default function ScorecardPage() {
  const { t } = useTranslation()
  const { communities, all } = useWatched(sees.scorecard)
  const today = monthNow(communities[0]?.zone)
  const [chosen, choose] = useState<string | null>(null)
  const month = chosen ?? today
  const params = { month, communities: all ? '' : communities.map(({ id }) => id).join(',') }
  const sound = /^\d{4}-\d{2}$/.test(month)
  const query = useQuery({ queryKey: ['scorecard', params], queryFn: () => ask('scorecard', params), enabled: communities.length > 0 && sound, refetchInterval: 300_000, placeholderData: keepPreviousData })
  return (
    <OfficePage
      title={t('office.scorecard.title')}
      lead={t('office.scorecard.lead')}
      filters={<TextInput type="month" label={t('office.scorecard.month')} value={month} max={today} onChange={(event) => choose(event.currentTarget.value || null)} />}
      actions={
        <>
          <a className="button" href={`${queryPaths.scorecardExport}?${new URLSearchParams(params)}`} download title={t('office.scorecard.exportHint')}>
            {t('office.scorecard.export')}
          </a>
          <button type="button" className="button" onClick={() => window.print()}>
            {t('office.scorecard.print')}
          </button>
        </>
      }
    >
      <Asked query={query}>{(scorecard) => <Shown scorecard={scorecard} />}</Asked>
    </OfficePage>
  )
}

function Shown({ scorecard }: { scorecard: Scorecard }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { communities: own } = useWatched(sees.scorecard)
  const { whole, communities, desks, days } = scorecard
  if (whole.alarms === 0 && whole.suppressed === 0) return <OfficeEmpty>{t('office.scorecard.empty')}</OfficeEmpty>
  const nameOf = (id: string): string => {
    const row = own.find((one) => one.id === id)
    return row ? format.name(row.name) : '–'
  }
  return (
    <div className="scorecard">
      <p>{t('office.scorecard.sum', { alarms: whole.alarms, suppressed: whole.suppressed, shelved: whole.shelved, fleeting: whole.fleeting })}</p>
      <ScoreMeasures score={whole} />
      <div className="scorecard-pair">
        <ScoreDays days={days} />
        <ScoreSources sources={whole.topTen.sources} of={whole.alarms} />
      </div>
      {communities.length > 1 && <ScoreTable title={t('office.scorecard.byCommunity')} first={t('office.scorecard.community')} rows={communities.map((score) => ({ name: nameOf(score.community ?? ''), score }))} />}
      {desks.length > 0 && <ScoreTable title={t('office.scorecard.byDesk')} first={t('office.scorecard.desk')} rows={desks.map((score) => ({ name: score.desk ?? '–', score }))} />}
    </div>
  )
}
