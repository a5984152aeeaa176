import { useTranslation } from 'react-i18next'
import { alarmAfter, isActive, isStanding, needsAnswer, type Alarm, type AlarmMove } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Acts } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { askToShelve, useAsking } from '../ui/asking-state.ts'
import { OwnButton } from './own-button.tsx'
import { ShelveForm } from './shelve-form.tsx'

/** What can be done with an alarm in its present state, by who may. */
export function AlarmHands({ alarm, zone, act }: { alarm: Alarm; zone: string | undefined; act: Acts<'alarm'> }) {
  const { t } = useTranslation()
  const may = useMay()
  const asking = useAsking((state) => state.shelve === alarm.id)
  const { run, busy, failure, clear } = act
  const { version, community } = alarm
  const can = (move: AlarmMove) => alarmAfter(alarm.state, move, { active: isActive(alarm), latching: alarm.latching ?? false }) !== null
  const shelvable = isStanding(alarm) && can('shelve') && may('alarm.shelve', community)
  const refused = failure && <div className="foot-note">{<ProblemNote failure={failure} />}</div>
  const close = () => {
    clear()
    useAsking.setState({ shelve: null })
  }
  if (asking && shelvable) {
    return (
      <>
        {refused}
        <ShelveForm alarm={alarm} run={run} busy={busy} zone={zone} onClose={close} />
      </>
    )
  }
  const button = (words: string, mark: string, press: () => void, look = '') => (
    <button type="button" className={`button ${look}`} disabled={busy} data-act={mark} onClick={press}>
      {words}
    </button>
  )
  return (
    <>
      {refused}
      {needsAnswer(alarm) && <AcknowledgeButton alarm={alarm} />}
      <OwnButton alarm={alarm} next={!needsAnswer(alarm)} />
      {can('reset') && may('alarm.reset', community) && button(t('alarmSheet.reset'), 'reset', () => void run('alarm.reset', { version }), 'button-next')}
      {alarm.state === 'shelved' && may('alarm.unshelve', community) && button(t('alarmSheet.unshelve'), 'unshelve', () => void run('alarm.unshelve', { version }))}
      {shelvable && button(t('alarmSheet.shelve'), 'shelve', () => askToShelve(alarm.id))}
      {!alarm.order && may('order.report', community) && button(t('alarm.report'), 'report', () => openDialog({ kind: 'report', alarm: alarm.id }))}
      {isStanding(alarm) && alarm.mode === real && may('activation.start', community, { drill: false }) && button(t('alarm.startPlan'), 'plan', () => openDialog({ kind: 'start', alarm: alarm.id }))}
    </>
  )
}
