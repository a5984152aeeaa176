import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask } from '../live/api.ts'
import { Asked } from '../ui/asked.tsx'
import type { MemberRow } from './member-filter-rules.ts'
import { SessionLines } from './session-lines.tsx'

/** Where somebody is signed in; each can be ended. */
export function MemberSessions({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['member-sessions', member.id], queryFn: () => ask('memberSessions', {}, member.id) })
  return (
    <Modal opened onClose={onClose} title={t('office.members.session.title', { name: member.name })} size="40rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <Asked query={query}>
        {(sessions) => (
          <SessionLines sessions={sessions} now={query.dataUpdatedAt} onEnded={() => void query.refetch()}>
            <p className="dim">{t('office.members.session.none')}</p>
          </SessionLines>
        )}
      </Asked>
    </Modal>
  )
}
