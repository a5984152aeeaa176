import { useTranslation } from 'react-i18next'
import type { PlanStep } from '#shared/plans.ts'
import type { Editor } from './editor-state.ts'
import { starters } from './starters.ts'

/** What is done with a whole step. */
export function StepActs({ edit, steps, chosen }: { edit: Editor['edit']; steps: readonly PlanStep[]; chosen: string }) {
  const { t } = useTranslation()
  const place = steps.findIndex(({ key }) => key === chosen)
  const last = steps.length === 1
  return (
    <div className="edition-step-acts">
      <button type="button" className="button button-next" onClick={() => edit({ do: 'add', after: chosen, starters })}>
        {t('office.planEditor.act.addAfter')}
      </button>
      <button type="button" className="button" onClick={() => edit({ do: 'copy', step: chosen })}>
        {t('office.planEditor.act.copy')}
      </button>
      <button type="button" className="button" disabled={place === 0} title={t('office.planEditor.keys.up')} onClick={() => edit({ do: 'move', step: chosen, by: -1 })}>
        {t('office.planEditor.act.up')}
      </button>
      <button type="button" className="button" disabled={place === steps.length - 1} title={t('office.planEditor.keys.down')} onClick={() => edit({ do: 'move', step: chosen, by: 1 })}>
        {t('office.planEditor.act.down')}
      </button>
      <button type="button" className="button button-danger" disabled={last} title={last ? t('office.planEditor.last') : t('office.planEditor.keys.remove')} onClick={() => edit({ do: 'remove', step: chosen })}>
        {t('office.planEditor.act.remove')}
      </button>
    </div>
  )
}
