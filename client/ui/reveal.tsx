import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../live/api.ts'
import { ProblemNote } from './problem-note.tsx'

type State<T> = { kind: 'hidden' | 'asked' } | { kind: 'failed'; problem: Refused['problem'] } | { kind: 'shown'; data: T }
const masked = '••• •••• ••••'

/** Something personal behind one click, which the server writes down. It is held as long as it is shown and no longer. `logged`: whether that is said here. */
export function Reveal<T>({ label, mask = masked, logged = true, ask, children }: { label: string; mask?: string; logged?: boolean; ask: () => Promise<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation()
  const [state, setState] = useState<State<T>>({ kind: 'hidden' })
  if (state.kind === 'shown') return children(state.data)
  const show = () => {
    setState({ kind: 'asked' })
    ask().then(
      (data) => setState({ kind: 'shown', data }),
      (error: unknown) => setState({ kind: 'failed', problem: error instanceof Refused ? error.problem : null }),
    )
  }
  return (
    <>
      {mask && <span aria-hidden="true">{mask} </span>}
      <button type="button" className="link" data-reveal disabled={state.kind === 'asked'} onClick={show}>
        {label}
      </button>
      {logged && <small className="dim"> {t('personal.logged')}</small>}
      {state.kind === 'failed' && <ProblemNote failure={state} />}
    </>
  )
}

/** A number that a phone dials, or that there is none. */
export function Phone({ number }: { number: string | null }) {
  const { t } = useTranslation()
  if (number === null) return <span className="dim">{t('personal.noPhone')}</span>
  return (
    <a className="link" href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
      {number}
    </a>
  )
}
