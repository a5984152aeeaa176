import type { Severity } from '#shared/alarms.ts'
import './severity-mark.css'

/** Shape and colour together: a diamond, a triangle, a square, a ring. Standing for words that are beside it, so hidden from readers. */
export function SeverityMark({ severity, hollow = false }: { severity: Severity; hollow?: boolean }) {
  return (
    <svg className={`mark mark-${severity}${hollow ? ' mark-hollow' : ''}`} viewBox="-10 -10 20 20" aria-hidden="true">
      {severity === 'critical' && <path d="M0 -9 9 0 0 9 -9 0Z" />}
      {severity === 'major' && <path d="M0 -8 9 8 -9 8Z" />}
      {severity === 'minor' && <path d="M-7 -7H7V7H-7Z" />}
      {severity === 'notice' && <circle r="7" />}
    </svg>
  )
}
