import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '#shared/audit.ts'
import { useFormat } from '../i18n/format.ts'
import { meQuery } from '../live/session.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { AuditRow, type RowProps } from './audit-row.tsx'

const columns = ['time', 'who', 'what', 'where', 'outcome'] as const

/** Lines, newest first, in the time of whoever reads them. */
export function AuditTable({ entries, onActor }: { entries: AuditEntry[]; onActor: RowProps['onActor'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me } = useQuery(meQuery)
  const names = useMemo(() => new Map(me?.communities.map(({ id, name }) => [id, format.name(name)])), [me, format])
  const clock = useMemo(
    () => new Intl.DateTimeFormat(format.language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    [format.language],
  )
  const { timeZone: zone } = clock.resolvedOptions()
  const heads = [...columns.map((column) => t(`office.audit.head.${column}`, { zone })), <span key="detail" className="unseen">{t('office.audit.head.detail')}</span>]
  const placeOf = (community: string | null) => (community === null ? t('office.audit.company') : (names.get(community) ?? t('office.audit.elsewhere')))
  return (
    <div className="audit">
      <OfficeTable label={t('office.audit.title')} head={heads}>
        {entries.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} time={clock.format(new Date(entry.at))} place={placeOf(entry.community)} columns={heads.length} onActor={onActor} />
        ))}
      </OfficeTable>
    </div>
  )
}
