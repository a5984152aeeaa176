import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Activation } from '#shared/activations.ts'
import type { CommandName } from '#shared/commands.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { useJudge, useSees } from '../live/session.ts'
import { openDialog, type RunAct } from '../ui/desk-state.ts'
import { progress } from './run-rules.ts'

const acts = [
  { act: 'note', command: 'activation.note', word: 'noteTitle' },
  { act: 'add-step', command: 'activation.add-step', word: 'addStep' },
  { act: 'add-block', command: 'activation.add-block', word: 'addBlock' },
  { act: 'request', command: 'activation.request', word: 'request' },
  { act: 'message', command: 'activation.message', word: 'message' },
  { act: 'hand-over', command: 'activation.hand-over', word: 'handOver' },
] as const satisfies { act: RunAct; command: CommandName; word: string }[]

/** Everything that may be done with the whole plan; of one that is over, its report. */
export function RunHands({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const judge = useJudge()
  const judged = useSees()
  const drill = isDrill(activation.mode)
  const verdict = (command: CommandName) => judge(command, activation.community, { drill })
  const open = (act: RunAct) => openDialog({ kind: 'run', act, activation: activation.id })
  const { done, of } = progress(activation)
  const runs = activation.state === 'running'
  return (
    <div className="run-hands" role="group" aria-label={t('office.runs.hands')}>
      {runs && acts.map(({ act, command, word }) => verdict(command) === 'yes' && (
        <button key={act} type="button" className="button" onClick={() => open(act)} data-act={act}>
          {t(`run.dialog.${word}`)}
        </button>
      ))}
      {runs && verdict('activation.finish') === 'drill-only' && <p className="dim">{t('rights.drillOnly')}</p>}
      {runs && verdict('activation.abort') === 'yes' && (
        <button type="button" className="button button-danger run-end" onClick={() => open('abort')} data-act="abort">
          {t(drill ? 'run.abort' : 'run.abortReal')}
        </button>
      )}
      {runs && verdict('activation.finish') === 'yes' && (
        <button type="button" className={`button${done === of ? ' button-next' : ''}`} onClick={() => open('stand-down')} data-finish>
          {t('run.finish')}
        </button>
      )}
      {!runs && activation.finishedAt && judged('report', activation.community) === 'yes' && (
        <Link className="button button-next" href={`/plans/runs/${activation.id}/report`} aria-label={t('office.runs.reportOf', { name: format.name(activation.name) })}>
          {t('office.runs.report')}
        </Link>
      )}
    </div>
  )
}
