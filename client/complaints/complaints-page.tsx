import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnexplained, type OpenComplaint, type Stocktake } from '#shared/complaints.ts'
import { may, sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficePage } from '../ui/office-page.tsx'
import '../ui/paper.css'
import { ComplaintsTable } from './complaints-table.tsx'
import './complaints.css'
import { EarlyWarnings } from './early-warnings.tsx'
import { StocktakePlans } from './stocktake-plans.tsx'

const shows = ['all', 'delayed', 'unexplained'] as const
type Show = (typeof shows)[number]
const fits: Record<Show, (one: OpenComplaint) => boolean> = { all: () => true, delayed: ({ delayed }) => delayed, unexplained: isUnexplained }

/** The daily stocktake of what the screen watches: every open complaint, who is responsible, and why it is late. */
export default function ComplaintsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const [show, setShow] = useState<Show>('all')
  const [planning, setPlanning] = useState(false)
  const { communities, all } = useWatched(sees.stocktake)
  const plans = useWatched(may['stocktake.plan']).communities.length > 0
  const listed = all ? '' : communities.map(({ id }) => id).join(',')
  const query = useQuery({
    queryKey: ['stocktake', listed], queryFn: () => ask('stocktake', { communities: listed }), enabled: communities.length > 0, refetchInterval: 30_000, placeholderData: keepPreviousData,
  })
  const zone = communities[0]?.zone
  return (
    <OfficePage
      title={t('office.complaints.title')}
      lead={query.data && t('office.complaints.lead', { time: `${format.date(query.data.at, zone)} ${format.time(query.data.at, zone)}` })}
      actions={
        <>
          {plans && (
            <button type="button" className="button" onClick={() => setPlanning(true)}>
              {t('office.complaints.plans.button')}
            </button>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            {t('office.complaints.print')}
          </button>
        </>
      }
    >
      <Asked query={query}>{(taken) => <Taken taken={taken} show={show} onShow={setShow} />}</Asked>
      {planning && <StocktakePlans onClose={() => setPlanning(false)} />}
    </OfficePage>
  )
}

function Taken({ taken, show, onShow }: { taken: Stocktake; show: Show; onShow: (show: Show) => void }) {
  const { t } = useTranslation()
  const shown = taken.complaints.filter(fits[show])
  const count = (one: Show): number => taken.complaints.filter(fits[one]).length
  return (
    <>
      {taken.complaints.length > 0 && (
        <div className="stocktake-head">
          <dl className="stocktake-counts">
            {([['open', taken.complaints.length], ['delayed', count('delayed')], ['unexplained', count('unexplained')], ['closed', taken.closed], ['inTime', taken.inTime]] as const).map(([name, value]) => (
              <div key={name} data-count={name} data-some={value > 0}>
                <dt>{t(`office.complaints.counts.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <SegmentedControl
            className="not-on-paper"
            value={show}
            onChange={(value) => onShow(shows.find((one) => one === value) ?? 'all')}
            aria-label={t('office.complaints.show.label')}
            data={shows.map((value) => ({ value, label: t(`office.complaints.show.${value}`) }))}
          />
        </div>
      )}
      {taken.warnings.length > 0 && <EarlyWarnings warnings={taken.warnings} />}
      {taken.complaints.length === 0 ? (
        <div className="office-empty">
          <p className="stocktake-none">{t('office.complaints.none')}</p>
          <p>{t('office.complaints.noneLead', { count: taken.closed })}</p>
        </div>
      ) : (
        <ComplaintsTable complaints={shown} people={taken.people} />
      )}
    </>
  )
}
