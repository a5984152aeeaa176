import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import { ask, Refused } from '../live/api.ts'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { isFiltered, noFilters, paramsOf } from './audit-filter-rules.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import './audit.css'

const typing = 400

/** Who did what, newest first; it stands still while it is read, until it is asked for again. */
export default function AuditPage() {
  const { t } = useTranslation()
  const [filters, setFilters] = useState(noFilters)
  const [settled] = useDebouncedValue(filters, typing)
  const [asked, setAsked] = useState(() => Date.now())
  const params = useMemo(() => paramsOf(settled, asked), [settled, asked])
  const query = useInfiniteQuery({
    queryKey: ['audit', params],
    queryFn: ({ pageParam }) => ask('audit', { ...params, ...(pageParam === null ? {} : { before: String(pageParam) }) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.seq ?? null) : null),
    enabled: params !== null,
    retry: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const failure = query.isError ? { problem: query.error instanceof Refused ? query.error.problem : null } : null
  return (
    <OfficePage
      title={t('office.audit.title')}
      lead={t('office.audit.lead')}
      actions={
        <>
          <button type="button" className="button" onClick={() => setAsked(Date.now())}>
            {t('office.audit.refresh')}
          </button>
          {params && (
            <a className="button audit-export" href={`${queryPaths.auditExport}?${new URLSearchParams(params).toString()}`} download title={t('office.audit.exportNote')}>
              {t('office.audit.export')}
            </a>
          )}
        </>
      }
      filters={<AuditFilters filters={filters} onChange={setFilters} wrongSpan={params === null} />}
    >
      {query.isLoading && <p role="status" className="dim">{t('state.loading')}</p>}
      {failure && (
        <div className="audit-failed">
          <ProblemNote failure={failure} />
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t('act.retry')}
          </button>
        </div>
      )}
      {query.isSuccess && entries.length === 0 && <OfficeEmpty>{t(isFiltered(settled) ? 'office.audit.empty' : 'office.audit.emptyAll')}</OfficeEmpty>}
      {entries.length > 0 && (
        <>
          <AuditTable entries={entries} onActor={(actor) => setFilters({ ...filters, actor })} />
          <div className="audit-foot">
            <span role="status" className="dim">
              {t('office.audit.count', { count: entries.length })}
              {!query.hasNextPage && t('join.dot') + t('office.audit.end')}
            </span>
            {query.hasNextPage && (
              <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t(query.isFetchingNextPage ? 'office.audit.loadingMore' : 'office.audit.more')}
              </button>
            )}
          </div>
        </>
      )}
    </OfficePage>
  )
}
