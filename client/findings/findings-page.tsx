import { SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { usePlans } from '../live/catalogue.ts'
import { useWatched } from '../live/own-communities.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { byNeed } from './finding-rules.ts'
import { FindingList } from './finding-list.tsx'

const page = 100
/** The server gives no more of them. */
const longest = 3_000

/** Findings of the communities on screen, a list for each, what is overdue first; of one plan where the address names its `plan` (series). */
export default function FindingsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { communities, all } = useWatched(sees.findings)
  const [show, setShow] = useState<'open' | 'all'>('open')
  const search = useSearch()
  const [plan, setPlan] = useState(() => new URLSearchParams(search).get('plan'))
  const plans = usePlans().data ?? []
  const [most, setMost] = useState(page)
  // One more than is shown tells that there are more.
  const params = { communities: all ? '' : communities.map(({ id }) => id).join(','), state: show, limit: String(most + 1), ...(plan ? { plan } : {}) }
  const query = useQuery({ queryKey: ['findings', params], queryFn: () => ask('findings', params), enabled: communities.length > 0, refetchInterval: 10_000, placeholderData: keepPreviousData })
  return (
    <OfficePage
      title={t('office.findings.title')}
      lead={t('office.findings.lead')}
      filters={
        <>
          <SegmentedControl
            value={show} onChange={(value) => setShow(value === 'all' ? 'all' : 'open')} aria-label={t('office.findings.state')}
            data={[{ value: 'open', label: t('office.findings.filter.open') }, { value: 'all', label: t('office.findings.filter.all') }]}
          />
          <Select aria-label={t('office.findings.plan')} placeholder={t('office.findings.plan')} data={plans.map(({ series, name }) => ({ value: series, label: format.name(name) }))} value={plan} onChange={setPlan} searchable clearable />
        </>
      }
    >
      <Asked query={query}>
        {(rows) => {
          const shown = rows.slice(0, most)
          if (shown.length === 0) return <OfficeEmpty>{t('office.findings.empty')}</OfficeEmpty>
          const lists = communities.map((community) => {
            const here = shown.filter((one) => one.community === community.id).toSorted(byNeed)
            return here.length > 0 && <FindingList key={community.id} title={`${format.name(community.name)}${t('join.dot')}${t('office.findings.count', { count: here.length })}`} findings={here} empty="" onChanged={() => void query.refetch()} />
          })
          return (
            <>
              {lists}
              {rows.length > most && most < longest && (
                <button type="button" className="button findings-more" disabled={query.isPlaceholderData} onClick={() => setMost(most + page)}>
                  {t('office.findings.more', { count: page })}
                </button>
              )}
            </>
          )
        }}
      </Asked>
    </OfficePage>
  )
}
