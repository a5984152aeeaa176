import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '#shared/audit.ts'

/** Everything of a line that its row leaves out; what belongs to the act is shown as it was written. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const { seq, name, by, command, mode, detail } = entry
  const pairs: [string, string][] = [
    ...Object.entries(detail).map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    [t('office.audit.seq'), String(seq)],
    [t('office.audit.name'), name],
    [t('office.audit.id'), by.id],
    [t('office.audit.command'), command],
    ...(mode === 'real' ? [] : ([[t('office.audit.mode'), mode]] as [string, string][])),
  ]
  return (
    <dl className="audit-detail">
      {pairs.map(([key, value], index) => (
        <Fragment key={index}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
