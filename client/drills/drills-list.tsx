import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillDuty } from '#shared/drills.ts'
import { may as mayDo, sees } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { CadencesDialog } from './cadences-dialog.tsx'
import { DrillDuties } from './drill-duties.tsx'
import { drillGroups, groupedDrills } from './drill-rules.ts'
import { DrillTable } from './drill-table.tsx'
import { PlanDrill } from './plan-drill.tsx'

const page = 100
/** The server gives no more of them. */
const longest = 3_000

/** What every community owes, and its drills. */
export function DrillsList() {
  const { t } = useTranslation()
  const may = useMay()
  const { communities, all } = useWatched(sees.drills)
  const leads = useCommunities(mayDo['drill.plan'])
  const [planning, plan] = useState<Pick<DrillDuty, 'community' | 'scene'> | null>(null)
  const [cadences, showCadences] = useState(false)
  const [most, setMost] = useState(page)
  // One more than is shown tells that there are more.
  const params = { communities: all ? '' : communities.map(({ id }) => id).join(','), limit: String(most + 1) }
  const query = useQuery({ queryKey: ['drills', params], queryFn: () => ask('drills', params), enabled: communities.length > 0, refetchInterval: 5_000, placeholderData: keepPreviousData })
  const [first] = leads
  const close = () => {
    plan(null)
    showCadences(false)
    void query.refetch()
  }
  return (
    <OfficePage
      title={t('office.drills.title')}
      lead={t('office.drills.lead')}
      actions={
        <>
          <button type="button" className="button" onClick={() => showCadences(true)}>
            {t('office.drills.cadences.title')}
          </button>
          {first && (
            <button type="button" className="button button-next" onClick={() => plan({ community: (communities.find(({ id }) => may('drill.plan', id)) ?? first).id, scene: null })}>
              {t('office.drills.plan')}
            </button>
          )}
        </>
      }
    >
      <Asked query={query}>
        {({ duties, drills: found }) => {
          const drills = found.slice(0, most)
          const groups = groupedDrills(drills)
          return (
            <>
              {groups.running.length > 0 && <DrillTable group="running" drills={groups.running} />}
              <DrillDuties duties={duties} drills={drills} onPlan={plan} />
              {drillGroups.map((group) => group !== 'running' && groups[group].length > 0 && <DrillTable key={group} group={group} drills={groups[group]} />)}
              {found.length > most && most < longest && (
                <button type="button" className="button drill-alone" disabled={query.isPlaceholderData} onClick={() => setMost(most + page)}>
                  {t('office.drills.more', { count: page })}
                </button>
              )}
              {drills.length === 0 && <OfficeEmpty>{t('office.drills.emptyList')}</OfficeEmpty>}
            </>
          )
        }}
      </Asked>
      {planning && <PlanDrill community={planning.community} scene={planning.scene} onClose={close} />}
      {cadences && <CadencesDialog onClose={close} />}
    </OfficePage>
  )
}
