import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import type { Preview, Roster } from '#shared/rosters.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Community } from '#shared/sites.ts'
import { post } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeImport } from '../ui/office-import.tsx'
import { EndRosterForm } from './end-roster.tsx'
import { PlanRosterForm } from './plan-roster.tsx'
import { PlanShiftForm } from './plan-shift.tsx'
import { ShiftReason, ShiftSheet } from './shift-sheet.tsx'

export type RosterWeek = QueryReply<'roster'>
export type RosterPerson = RosterWeek['people'][number]
export type RosterAct = { kind: 'plan-shift' | 'plan-roster' | 'import' } | { kind: 'shift' | 'miss' | 'cancel'; shift: Shift } | { kind: 'end'; roster: Roster }

/** `onChanged`: what is listed has to be read again. */
export type RosterDialogProps = { community: Community; people: readonly RosterPerson[]; onChanged: () => void; onClose: () => void }

export function RosterDialog({ act, onAct, ...props }: RosterDialogProps & { act: RosterAct; onAct: (act: RosterAct) => void }) {
  switch (act.kind) {
    case 'plan-shift':
      return <PlanShiftForm {...props} />
    case 'plan-roster':
      return <PlanRosterForm {...props} />
    case 'import':
      return <ImportCalendar {...props} />
    case 'shift':
      return <ShiftSheet shift={act.shift} onAct={onAct} {...props} />
    case 'miss':
    case 'cancel':
      return <ShiftReason kind={act.kind} shift={act.shift} {...props} />
    case 'end':
      return <EndRosterForm roster={act.roster} {...props} />
  }
}

function ImportCalendar({ community, onChanged, onClose }: RosterDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('roster.import')
  const apply = async (text: string) => {
    const reply = await run({ community: community.id, text })
    onChanged()
    if (!reply) return
    say(t('office.rosters.imported', { added: String(reply.body.new), changed: String(reply.body.changed) }))
    onClose()
  }
  return (
    <OfficeImport
      title={t('office.rosters.import')}
      hint={t('office.rosters.importHint')}
      accept=".ics,text/calendar"
      busy={busy}
      failure={failure}
      preview={(text) => post(queryPaths.rosterPreview, { community: community.id, text }) as Promise<Preview>}
      onApply={(text) => void apply(text)}
      onClose={onClose}
    />
  )
}
