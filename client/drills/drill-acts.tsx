import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import { AbortDrill } from './abort-drill.tsx'
import type { DrillReply } from './drill-state.ts'
import { PlanDrill } from './plan-drill.tsx'
import { StartDrill } from './start-drill.tsx'

/** What can be done to a drill as it stands. */
export function DrillActs({ reply: { drill, mine }, again }: { reply: DrillReply; again: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const [open, setOpen] = useState<'start' | 'change' | 'cancel' | 'abort' | null>(null)
  const close = () => {
    setOpen(null)
    again()
  }
  const { community, state } = drill
  const scored = state === 'running' || state === 'ended'
  const button = (what: NonNullable<typeof open>, className = '') => (
    <button type="button" className={`button ${className}`} onClick={() => setOpen(what)}>
      {t(`office.drills.${what}`)}
    </button>
  )
  return (
    <div className="office-actions">
      {state === 'planned' && may('drill.cancel', community) && button('cancel')}
      {state === 'planned' && may('drill.change', community) && button('change')}
      {state === 'planned' && may('activation.start', community, { drill: true }) && button('start', 'button-next')}
      {state === 'running' && may('activation.abort', community, { drill: true }) && button('abort', 'button-danger')}
      {scored && !mine?.struck && may('score.give', community) && (
        <Link href={`/plans/drills/${drill.id}/score`} className={`button ${mine ? '' : 'button-next'}`}>
          {t(mine ? 'office.drills.scoreAgain' : 'office.drills.score')}
        </Link>
      )}
      {open === 'start' && <StartDrill drill={drill} onClose={close} />}
      {open === 'change' && <PlanDrill community={community} held={drill} onClose={close} />}
      {open === 'cancel' && <CancelDrill drill={drill} onClose={close} />}
      {open === 'abort' && drill.activation && <AbortDrill activation={drill.activation} onClose={close} />}
    </div>
  )
}

function CancelDrill({ drill, onClose }: { drill: DrillReply['drill']; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('drill.cancel')
  const cancel = (reason: string) =>
    void run({ version: drill.version, reason }, drill.id).then((done) => {
      if (!done) return
      say(t('office.drills.cancelled'))
      onClose()
    })
  return <OfficeConfirm title={t('office.drills.cancel')} submit={t('office.drills.cancel')} what={t('office.drills.cancelWhat')} reason busy={busy} failure={failure} onConfirm={cancel} onClose={onClose} danger />
}
