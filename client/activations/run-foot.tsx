import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isDrill } from '#shared/modes.ts'
import type { Activation } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { isWall } from '../live/identity.ts'
import { useJudge } from '../live/session.ts'
import { openDialog, type RunAct } from '../ui/desk-state.ts'
import { progress } from './run-rules.ts'

/** How it ends, and the way to all else. */
export function RunFoot({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const judge = useJudge()
  const drill = isDrill(activation.mode)
  const verdict = judge('activation.finish', activation.community, { drill })
  const { done, of } = progress(activation)
  const open = (act: RunAct) => openDialog({ kind: 'run', act, activation: activation.id })
  return (
    <footer className="plan-foot">
      {!isWall && (
        <Link href={`/plans/runs/${activation.id}`} className="button" aria-label={t('run.pageOf', { name: format.name(activation.name) })}>
          {t('run.page')}
        </Link>
      )}
      {verdict === 'yes' && (
        <>
          <button type="button" className="button button-bare" onClick={() => open('note')}>
            {t('run.note_')}
          </button>
          {drill && (
            <button type="button" className="button button-bare" onClick={() => open('abort')}>
              {t('run.abort')}
            </button>
          )}
          <button type="button" className={`button ${done === of ? 'button-next' : ''}`} onClick={() => open('stand-down')} data-finish>
            {t('run.finish')}
          </button>
        </>
      )}
      {verdict === 'drill-only' && <p className="dim" data-why="drill-only">{t('rights.drillOnly')}</p>}
    </footer>
  )
}
