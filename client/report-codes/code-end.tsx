import { useTranslation } from 'react-i18next'
import type { ReportCode } from '#shared/report-codes.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

/** The end of a code; `anew`: another takes its place. Where that fails the place has none, and one can be made. */
export function CodeEnd({ code, anew, onClose }: { code: ReportCode; anew: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const revoke = useCommand('code.revoke')
  const issue = useCommand('code.issue')
  const act = anew ? 'reissue' : 'revoke'
  const confirm = async (reason: string) => {
    if (!(await revoke.run({ version: code.version, reason }, code.id))) return
    if (anew && !(await issue.run({ community: code.community, building: code.building, device: code.device }))) return
    say(t(anew ? 'office.reportCodes.reissued' : 'office.reportCodes.revoked'))
    onClose()
  }
  return (
    <OfficeConfirm
      title={t(`office.reportCodes.${act}Of`, { name: format.name(code.name) })}
      what={t(`office.reportCodes.${act}What`)}
      submit={t(`office.reportCodes.${act}`)}
      reason
      danger
      busy={revoke.busy || issue.busy}
      failure={revoke.failure ?? issue.failure}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
    />
  )
}
