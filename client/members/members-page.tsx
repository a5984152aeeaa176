import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../live/api.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { MemberDialog, type MemberAct } from './member-dialog.tsx'
import { fits, noFilter, type MemberFilter, type MemberRow } from './member-filter-rules.ts'
import { MemberFilters } from './member-filters.tsx'
import { MemberTable } from './member-table.tsx'
import './members.css'

export const membersQuery = { queryKey: ['members'], queryFn: () => ask('members'), refetchOnWindowFocus: true, refetchInterval: 20_000 } as const

/** Who can sign in, with what they may do where; only those who lie within one's own scope. */
export default function MembersPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery(membersQuery)
  const [filter, setFilter] = useState(noFilter)
  const [act, setAct] = useState<MemberAct | null>(null)
  const changed = () => void client.invalidateQueries({ queryKey: membersQuery.queryKey })
  return (
    <OfficePage
      title={t('office.members.title')}
      lead={t('office.members.lead')}
      actions={
        <button type="button" className="button button-next" onClick={() => setAct({ kind: 'create' })}>
          {t('office.members.create')}
        </button>
      }
      filters={<MemberFilters filter={filter} onChange={setFilter} />}
    >
      <Asked query={query}>
        {(members) => <Listed members={members} filter={filter} onAct={setAct} />}
      </Asked>
      {act && <MemberDialog act={act} onChanged={changed} onClose={() => setAct(null)} />}
    </OfficePage>
  )
}

function Listed({ members, filter, onAct }: { members: MemberRow[]; filter: MemberFilter; onAct: (act: MemberAct) => void }) {
  const { t } = useTranslation()
  if (members.length === 0) return <OfficeEmpty>{t('office.members.empty')}</OfficeEmpty>
  const shown = members.filter((member) => fits(member, filter)).toSorted((a, b) => a.username.localeCompare(b.username))
  if (shown.length === 0) return <OfficeEmpty>{t('office.members.emptyFiltered')}</OfficeEmpty>
  return <MemberTable members={shown} onAct={onAct} />
}
