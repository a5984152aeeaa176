import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Something read by GET: its waiting and its failure in a sentence with a way on. */
export function Asked<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return (
      <p className="dim" role="alert">
        {t('state.failed')}{' '}
        <button type="button" className="button" onClick={() => void query.refetch()}>
          {t('act.retry')}
        </button>
      </p>
    )
  }
  return (
    <p className="dim" role="status">
      {t('state.loading')}
    </p>
  )
}
