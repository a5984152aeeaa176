import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MaintenanceItem, MaintenanceProposal } from '#shared/maintenance.ts'
import { sees } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficePage } from '../ui/office-page.tsx'
import '../ui/paper.css'
import { DismissMaintenance, type Dismissed } from './dismiss-maintenance.tsx'
import { MaintenancePlan } from './maintenance-plan.tsx'
import { MaintenanceProposals } from './maintenance-proposals.tsx'
import './maintenance.css'

const localMonth = (zone: string | undefined): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date()).slice(0, 7)

function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** A month's preventive work: what history proposes beside what was accepted. */
export default function MaintenancePage() {
  const { t } = useTranslation()
  const may = useMay()
  const client = useQueryClient()
  const [watched] = useWatched(sees.maintenance).communities
  const all = useCommunities(sees.maintenance)
  const [picked, pick] = useState<string | null>(null)
  const [moved, setMoved] = useState<string | null>(null)
  const [dismissed, dismiss] = useState<Dismissed | null>(null)
  const community = picked ?? watched?.id ?? all[0]?.id ?? ''
  const zone = all.find(({ id }) => id === community)?.zone
  // The month before is over: what can be planned for is the next one.
  const month = moved ?? monthAfter(localMonth(zone), 1)
  const params = { community, month }
  const query = useQuery({ queryKey: ['maintenance', params], queryFn: () => ask('maintenance', params), enabled: community !== '', refetchInterval: 60_000, placeholderData: keepPreviousData })
  const hands = may('maintenance.accept', community)
  const reread = () => void client.invalidateQueries({ queryKey: ['maintenance'] })
  const [year, number] = month.split('-')
  return (
    <OfficePage
      title={t('office.maintenance.title')}
      lead={t('office.maintenance.lead')}
      actions={
        <button type="button" className="button" onClick={() => window.print()}>
          {t('office.maintenance.print')}
        </button>
      }
      filters={
        <>
          <CommunityField value={community || null} onChange={pick} roles={sees.maintenance} />
          <div className="month-chooser" role="group" aria-label={t('office.maintenance.month')}>
            <button type="button" className="button" onClick={() => setMoved(monthAfter(month, -1))} aria-label={t('office.maintenance.before')}>
              ‹
            </button>
            <strong aria-live="polite">{t('office.maintenance.monthOf', { year, month: Number(number) })}</strong>
            <button type="button" className="button" onClick={() => setMoved(monthAfter(month, 1))} aria-label={t('office.maintenance.next')}>
              ›
            </button>
          </div>
        </>
      }
    >
      <Asked query={query}>
        {({ proposals, items }: { proposals: MaintenanceProposal[]; items: MaintenanceItem[] }) => (
          <div className="maintenance">
            <MaintenancePlan items={items} hands={hands} onChanged={reread} onDismiss={dismiss} />
            <MaintenanceProposals key={month} proposals={proposals} over={month < localMonth(zone)} zone={zone} hands={hands} onChanged={reread} onDismiss={dismiss} />
          </div>
        )}
      </Asked>
      {dismissed && <DismissMaintenance dismissed={dismissed} onChanged={reread} onClose={() => dismiss(null)} />}
    </OfficePage>
  )
}
