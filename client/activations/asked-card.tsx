import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { now, useNow } from '../live/now.ts'
import { meQuery, useMay } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useRunPlace } from './run-place.ts'

/** Somebody asks to start a plan: a second person agrees or refuses within five minutes; whoever asked waits. */
export function AskedCard({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const clock = useNow()
  const may = useMay()
  const me = useQuery(meQuery)
  const place = useRunPlace()
  const { run, busy, failure } = useCommand('activation.agree')
  const { asked, community } = activation
  if (!asked) return null
  const own = me.data?.user.id === asked.user
  const left = (Date.parse(asked.until) - clock) / 1000
  const plan = format.name(activation.name)
  return (
    <section className="panel plan-asked" aria-label={`${t('run.ask.title')}${t('join.colon')}${plan}`} data-testid="plan-asked" data-activation={activation.id} role="group">
      <p className="plan-asked-head">
        <strong>{own ? t('run.ask.own', { plan }) : t('run.ask.says', { who: asked.by, plan })}</strong>
        <b className={left < 60 ? 'soon' : ''}>{left > 0 ? t('run.ask.left', { time: format.span(left) }) : t('run.ask.over')}</b>
      </p>
      <p className="dim">{[place(activation), activation.reason].filter(Boolean).join(t('join.dot'))}</p>
      <div className="step-hands">
        {!own && may('activation.agree', community, { drill: false }) && (
          <button type="button" className="button button-danger" disabled={busy} onClick={() => void run({ version: activation.version, at: new Date(now()).toISOString() }, activation.id)} data-agree>
            {t('run.ask.agree')}
          </button>
        )}
        {may('activation.refuse', community, { drill: false }) && (
          <button type="button" className="button button-bare" disabled={busy} onClick={() => openDialog({ kind: 'run', act: 'refuse', activation: activation.id })}>
            {t(own ? 'act.cancel' : 'run.ask.refuse')}
          </button>
        )}
      </div>
      <ProblemNote failure={failure} />
    </section>
  )
}
