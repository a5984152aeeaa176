import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useMay, useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { StaffDialog, type StaffAct } from './staff-dialog.tsx'
import { StaffFilters } from './staff-filters.tsx'
import { StaffRow } from './staff-row.tsx'
import { isSought, noFilter, type StaffFilter } from './staff-rules.ts'
import './staff.css'

/** A community's staff: who they are, what they can do, who is there now. */
export default function StaffPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const may = useMay()
  const judged = useSees()
  const [first] = useCommunities(sees.staff)
  const [picked, pick] = useState<string | null>(null)
  const [filter, setFilter] = useState(noFilter)
  const [act, setAct] = useState<StaffAct | null>(null)
  const community = picked ?? first?.id ?? ''
  const query = useQuery({ queryKey: ['staff', community], queryFn: () => ask('staff', { community }), enabled: community !== '', refetchInterval: 30_000 })
  const hands = may('person.join', community)
  const again = () => void client.invalidateQueries({ queryKey: ['staff'] })
  return (
    <OfficePage
      title={t('office.people.title')}
      lead={t('office.people.lead')}
      actions={
        <>
          {judged('peopleExport', community) === 'yes' && (
            <a className="button" href={`/api/people.csv?community=${community}`} download title={t('office.people.exportHint')}>
              {t('office.people.export')}
            </a>
          )}
          {may('person.import', community) && (
            <button type="button" className="button" onClick={() => setAct({ kind: 'import' })}>
              {t('office.people.import')}
            </button>
          )}
          {hands && (
            <button type="button" className="button button-next" onClick={() => setAct({ kind: 'join' })}>
              {t('office.people.add')}
            </button>
          )}
        </>
      }
      filters={<StaffFilters community={community} onCommunity={pick} filter={filter} onFilter={setFilter} />}
    >
      <Asked query={query}>{(staff) => <Listed staff={staff} filter={filter} community={community} onAct={hands ? setAct : null} />}</Asked>
      {act && <StaffDialog act={act} community={community} onChanged={again} onClose={() => setAct(null)} />}
    </OfficePage>
  )
}

type ListedProps = { staff: readonly StaffMember[]; filter: StaffFilter; community: string; onAct: ((act: StaffAct) => void) | null }

function Listed({ staff, filter, community, onAct }: ListedProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const zone = useCommunities(sees.staff).find(({ id }) => id === community)?.zone
  const { data: duty } = useQuery({ queryKey: ['on-duty', community], queryFn: () => ask('onDuty', { communities: community }), refetchInterval: 30_000 })
  if (staff.length === 0) return <OfficeEmpty>{t('office.people.empty')}</OfficeEmpty>
  const sought = staff.filter((person) => isSought(person, filter))
  if (sought.length === 0) return <OfficeEmpty>{t('office.people.noneFound')}</OfficeEmpty>
  const until = new Map(duty?.map(({ person, until: end }) => [person, format.time(end, zone)]))
  const columns = ['person', 'post', 'skills', 'grid', 'duty', 'phone'] as const
  return (
    <>
      <p className="dim" role="status">
        {t('office.people.count', { count: sought.length })} · {t('office.people.showHint')}
      </p>
      <OfficeTable label={t('office.people.list')} head={[...columns.map((column) => t(`office.people.column.${column}`)), '']}>
        {sought.map((person) => (
          <StaffRow key={person.id} person={person} until={duty ? (until.get(person.id) ?? null) : undefined} onAct={onAct} />
        ))}
      </OfficeTable>
    </>
  )
}
