import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '#shared/audit.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { useActWords } from './act-words.ts'
import { AuditDetail } from './audit-detail.tsx'

const shapes = { done: '✓', refused: '✕' } as const

export type RowProps = { entry: AuditEntry; time: string; place: string; columns: number; onActor: (actor: { id: string; name: string }) => void }

/** One line, with all it holds on a click. */
export function AuditRow({ entry, time, place, columns, onActor }: RowProps) {
  const { t } = useTranslation()
  const words = useActWords()
  const [open, setOpen] = useState(false)
  const { by, name, outcome, mode } = entry
  const detail = `audit-detail-${entry.seq}`
  return (
    <>
      <tr>
        <td>
          <time dateTime={entry.at}>{time}</time>
        </td>
        <td>
          <button type="button" className="audit-who" title={t('office.audit.onlyActor', { name: by.name })} onClick={() => onActor({ id: by.id, name: by.name })}>
            {by.name}
          </button>
          {by.kind !== 'person' && <small className="dim"> {t(`office.audit.kind.${by.kind}`)}</small>}
        </td>
        <td>
          {words(name)} {mode !== 'real' && <DrillTag />}
        </td>
        <td>{place}</td>
        <td className={`audit-${outcome}`}>
          <span aria-hidden="true">{shapes[outcome]}</span> {t(`office.audit.outcome.${outcome}`)}
        </td>
        <td>
          <button type="button" className="button" aria-expanded={open} {...(open ? { 'aria-controls': detail } : {})} onClick={() => setOpen(!open)}>
            {t(open ? 'office.audit.hide' : 'office.audit.show')}
          </button>
        </td>
      </tr>
      {open && (
        <tr id={detail} className="audit-opened">
          <td colSpan={columns}>
            <AuditDetail entry={entry} />
          </td>
        </tr>
      )}
    </>
  )
}
