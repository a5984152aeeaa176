import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

/** The run behind a drill is what is aborted; the drill goes with it. */
export function AbortDrill({ activation, onClose }: { activation: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('activation.abort')
  const held = useQuery({ queryKey: ['activation', activation], queryFn: () => ask('activation', {}, activation), refetchInterval: 2_000 })
  const abort = async (reason: string) => {
    // Others do their steps meanwhile: it is aborted as it is now.
    const { data } = await held.refetch()
    if (!data) return
    const done = await run({ version: data.activation.version, reason }, activation)
    if (!done) return
    say(t('office.drills.aborted'))
    onClose()
  }
  return <OfficeConfirm title={t('office.drills.abort')} submit={t('office.drills.abort')} what={t('office.drills.abortWhat')} reason busy={busy || held.isPending} failure={failure} onConfirm={(reason) => void abort(reason)} onClose={onClose} danger />
}
