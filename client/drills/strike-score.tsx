import { useTranslation } from 'react-i18next'
import type { Score } from '#shared/drills.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

/** Takes a wrong score out of the result; it stays to be seen. */
export function StrikeScore({ score, onClose }: { score: Score; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('score.strike')
  const strike = (reason: string) =>
    void run({ version: score.version, reason }, score.id).then((done) => {
      if (!done) return
      say(t('office.drills.strikeDone'))
      onClose()
    })
  return (
    <OfficeConfirm
      title={t('office.drills.strikeTitle', { name: score.by })} submit={t('office.drills.strike')} what={t('office.drills.strikeWhat')} reason busy={busy} failure={failure} onConfirm={strike} onClose={onClose} danger
    />
  )
}
