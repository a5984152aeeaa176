import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import { queryPaths } from '#shared/paths.ts'
import type { Preview } from '#shared/rosters.ts'
import { post } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeImport } from '../ui/office-import.tsx'
import { StaffForm } from './staff-form.tsx'
import { StaffLeave } from './staff-leave.tsx'

export type StaffAct = { kind: 'join' | 'import' } | { kind: 'change' | 'leave'; person: StaffMember }
export type StaffDialogProps = { community: string; onChanged: () => void; onClose: () => void }

export function StaffDialog({ act, ...props }: StaffDialogProps & { act: StaffAct }) {
  switch (act.kind) {
    case 'join':
      return <StaffForm person={null} {...props} />
    case 'change':
      return <StaffForm person={act.person} {...props} />
    case 'leave':
      return <StaffLeave person={act.person} {...props} />
    case 'import':
      return <StaffImport {...props} />
  }
}

function StaffImport({ community, onChanged, onClose }: StaffDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('person.import')
  const apply = async (text: string) => {
    const reply = await run({ community, text })
    onChanged()
    if (!reply) return
    say(t('office.people.file.done', { added: String(reply.body.new), changed: String(reply.body.changed) }))
    onClose()
  }
  return (
    <OfficeImport
      title={t('office.people.import')}
      hint={t('office.people.importHint')}
      accept=".csv,.txt,text/csv"
      busy={busy}
      failure={failure}
      preview={(text) => post(queryPaths.peoplePreview, { community, text }) as Promise<Preview>}
      onApply={(text) => void apply(text)}
      onClose={onClose}
    />
  )
}
