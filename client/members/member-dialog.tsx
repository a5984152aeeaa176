import { ChangeMemberDialog } from './change-member.tsx'
import { CreateMemberDialog } from './create-member.tsx'
import { DisableMemberDialog, EnableMemberDialog } from './disable-member.tsx'
import type { MemberRow } from './member-filter-rules.ts'
import { MemberSessions } from './member-sessions.tsx'
import { ResetMemberDialog } from './reset-member.tsx'

export type MemberAct = { kind: 'create' } | { kind: 'change' | 'disable' | 'enable' | 'reset' | 'sessions'; member: MemberRow }

/** `onChanged`: what is listed has to be read again. */
export type MemberDialogProps = { member: MemberRow; onChanged: () => void; onClose: () => void }

export function MemberDialog({ act, onChanged, onClose }: { act: MemberAct; onChanged: () => void; onClose: () => void }) {
  const after = { onChanged, onClose }
  switch (act.kind) {
    case 'create':
      return <CreateMemberDialog {...after} />
    case 'change':
      return <ChangeMemberDialog member={act.member} {...after} />
    case 'disable':
      return <DisableMemberDialog member={act.member} {...after} />
    case 'enable':
      return <EnableMemberDialog member={act.member} {...after} />
    case 'reset':
      return <ResetMemberDialog member={act.member} {...after} />
    case 'sessions':
      return <MemberSessions member={act.member} onClose={onClose} />
  }
}
