import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearch } from 'wouter'
import { sees } from '#shared/roles.ts'
import type { MaintenanceWindow } from '#shared/windows.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { useWatched } from '../live/own-communities.ts'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { EndWindow } from './end-window.tsx'
import { PlanWindow } from './plan-window.tsx'
import { WindowRow } from './window-row.tsx'
import { grouped, windowGroups } from './window-time-rules.ts'
import './windows.css'

/** Times in which devices are worked on: what runs, what is planned, what was. `?device=` shows those of one device. */
export default function WindowsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const [watched] = useWatched(sees.windows).communities
  const all = useCommunities(sees.windows)
  const asked = new URLSearchParams(useSearch()).get('device')
  const held = useQuery({ queryKey: ['device', asked], queryFn: () => ask('device', {}, asked ?? ''), enabled: asked !== null, staleTime: 60_000 })
  const [picked, pick] = useState<string | null>(null)
  const [planning, plan] = useState(false)
  const [ending, end] = useState<MaintenanceWindow | null>(null)
  const device = asked !== null ? (held.data?.device ?? null) : null
  const community = device?.community ?? picked ?? watched?.id ?? all[0]?.id ?? ''
  const windows = useQuery({ queryKey: ['windows', community], queryFn: () => ask('windows', { community }), enabled: community !== '', refetchInterval: 5_000 })
  const hands = may('window.plan', community)
  const close = () => {
    plan(false)
    end(null)
    void windows.refetch()
  }
  return (
    <OfficePage
      title={t('office.windows.title')}
      lead={t('office.windows.lead')}
      actions={
        hands && (
          <button type="button" className="button button-next" onClick={() => plan(true)}>
            {t('office.windows.plan')}
          </button>
        )
      }
      filters={device ? <OneDevice name={device.name} /> : <CommunityField value={community || null} onChange={pick} roles={sees.windows} />}
    >
      <Asked query={windows}>
        {(rows) => <WindowGroups windows={rows} device={device} zone={all.find(({ id }) => id === community)?.zone} hands={hands} onEnd={end} />}
      </Asked>
      {planning && <PlanWindow community={community} device={device} onClose={close} />}
      {ending && <EndWindow window={ending} onClose={close} />}
    </OfficePage>
  )
}

function OneDevice({ name }: { name: { zh: string; en: string } }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <p className="window-of">
      {t('office.windows.of', { name: format.name(name) })} <Link href="/work/windows">{t('office.windows.ofAll')}</Link>
    </p>
  )
}

type GroupsProps = { windows: readonly MaintenanceWindow[]; device: { id: string; building: string | null } | null; zone: string | undefined; hands: boolean; onEnd: (window: MaintenanceWindow) => void }

function WindowGroups({ windows, device, zone, hands, onEnd }: GroupsProps) {
  const { t } = useTranslation()
  const now = useNow()
  const groups = grouped(windows, device)
  const head = [
    t('office.windows.head.what'), t('office.windows.head.time'), t('office.windows.head.reason'), t('office.windows.head.by'), t('office.windows.head.state'),
    <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  const filled = windowGroups.filter((group) => groups[group].length > 0)
  if (filled.length === 0) return <OfficeEmpty>{t(device ? 'office.windows.emptyDevice' : 'office.windows.empty')}</OfficeEmpty>
  return filled.map((group) => (
    <section key={group} className="windows-group" aria-label={t(`office.windows.group.${group}`)}>
      <h2>
        {t(`office.windows.group.${group}`)} <span className="dim">{groups[group].length}</span>
      </h2>
      <OfficeTable label={t(`office.windows.group.${group}`)} head={head}>
        {groups[group].map((window) => (
          <WindowRow key={window.id} window={window} now={now} zone={zone} hands={hands} onEnd={() => onEnd(window)} />
        ))}
      </OfficeTable>
    </section>
  ))
}
