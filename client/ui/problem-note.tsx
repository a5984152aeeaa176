import { useTranslation } from 'react-i18next'
import type { Failure } from '../live/command-state.ts'
import './problem-note.css'

/** When something was confirmed is no field that anybody filled in. */
const unseen = 'at'

/** Why it was refused, field by field, and what to do. */
export function ProblemNote({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation()
  if (!failure) return null
  const { problem } = failure
  return (
    <div className="problem" role="alert">
      <strong>{problem?.title ?? t('problem.network')}</strong>
      <p>{problem ? problem.detail : t('problem.networkDetail')}</p>
      {problem?.errors && (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.field + error.message}>{error.field === unseen ? error.message : t('problem.field', error)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
