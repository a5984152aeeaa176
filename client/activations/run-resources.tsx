import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activation, ResourceRequest } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

type State = ResourceRequest['state']
/** What may be said next of something that was called for. */
const moves: Record<State, readonly State[]> = { needed: ['asked', 'coming', 'there', 'cancelled'], asked: ['coming', 'there', 'cancelled'], coming: ['there', 'cancelled'], there: ['returned'], returned: [], cancelled: [] }

/** What was called for, where it comes from, and whether it is there. */
export function RunResources({ activation, zone }: { activation: Activation; zone: string | undefined }) {
  const { t } = useTranslation()
  const requests = activation.requests ?? []
  if (requests.length === 0) return <p className="quiet">{t('run.resource.none')}</p>
  return (
    <ul className="run-lines" data-testid="run-requests">
      {requests.map((request) => (
        <Request key={request.key} activation={activation} request={request} zone={zone} />
      ))}
    </ul>
  )
}

function Request({ activation, request, zone }: { activation: Activation; request: ResourceRequest; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()('activation.move-request', activation.community, { drill: isDrill(activation.mode) }) && activation.state === 'running'
  const { run, busy, failure } = useCommand('activation.move-request')
  const [minutes, setMinutes] = useState('')
  const { kind, amount, name, metres, state, eta } = request
  const what = name ? format.name(name) : t('run.resource.unknown')
  const move = (to: State) => void run({ version: activation.version, request: request.key, state: to, ...(to === 'coming' && minutes !== '' ? { minutes: Number(minutes) } : {}) }, activation.id)
  return (
    <li data-request={request.key} data-state={state}>
      <p className="run-line">
        <strong>
          {what} <span className="dim">×{amount}</span>
        </strong>
        <span className={state === 'needed' ? 'soon' : state === 'there' ? '' : 'dim'}>{t(`run.resource.state.${state}`)}</span>
      </p>
      <p className="dim">{[t(`words.resourceKind.${kind}`), metres !== null && t('run.dialog.metres', { count: metres }), eta && state === 'coming' && t('run.resource.eta', { time: format.time(eta, zone) })].filter(Boolean).join(t('join.dot'))}</p>
      {may && moves[state].length > 0 && (
        <div className="step-hands">
          {moves[state].includes('coming') && <input className="field run-minutes" type="number" min={0} max={10_080} value={minutes} onChange={(event) => setMinutes(event.target.value)} placeholder={t('run.resource.minutes')} aria-label={`${t('run.resource.minutes')}${t('join.colon')}${what}`} />}
          {moves[state].map((to) => (
            <button key={to} type="button" className={`button${to === 'cancelled' ? ' button-bare' : ''}`} disabled={busy} onClick={() => move(to)} aria-label={`${t(`run.resource.move.${to}`)}${t('join.colon')}${what}`}>
              {t(`run.resource.move.${to}`)}
            </button>
          ))}
        </div>
      )}
      <ProblemNote failure={failure} />
    </li>
  )
}
