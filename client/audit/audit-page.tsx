import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditFilter } from '#shared/audit.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { post, Refused, save } from '../live/api.ts'
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
  const format = useFormat()
  const [filters, setFilters] = useState(noFilters)
  const [settled] = useDebouncedValue(filters, typing)
  const [asked, setAsked] = useState(() => Date.now())
  const params = useMemo(() => paramsOf(settled, asked), [settled, asked])
  const query = useInfiniteQuery({
    queryKey: ['audit', params],
    queryFn: ({ pageParam }) => post(queryPaths.audit, { ...params, ...(pageParam === null ? {} : { before: pageParam }) }) as Promise<QueryReply<'audit'>>,
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.seq ?? null) : null),
    enabled: params !== null,
    retry: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const since = query.data?.pages[0]?.since ?? null
  const failure = query.isError ? failureOf(query.error) : null
  return (
    <OfficePage
      title={t('office.audit.title')}
      lead={t('office.audit.lead')}
      actions={
        <>
          <button type="button" className="button" onClick={() => setAsked(Date.now())}>
            {t('office.audit.refresh')}
          </button>
          {params && <Export params={params} />}
        </>
      }
      filters={<AuditFilters filters={filters} onChange={setFilters} wrongSpan={params === null} />}
    >
      {since !== null && (
        <p role="note" className="dim">
          {t('office.audit.since', { date: format.date(since) })}
        </p>
      )}
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

const failureOf = (error: Error) => ({ problem: error instanceof Refused ? error.problem : null })

/** What is looked for may be personal: it goes in the body of a POST, not in a link. */
function Export({ params }: { params: AuditFilter }) {
  const { t } = useTranslation()
  const { mutate, isPending, isError, error } = useMutation({ mutationFn: () => save(queryPaths.auditExport, params, 'audit.csv') })
  return (
    <>
      <button type="button" className="button" disabled={isPending} title={t('office.audit.exportNote')} onClick={() => mutate()}>
        {t(isPending ? 'office.audit.exporting' : 'office.audit.export')}
      </button>
      {isError && <ProblemNote failure={failureOf(error)} />}
    </>
  )
}
