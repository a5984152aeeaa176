import { Select } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { posts, type Post } from '#shared/people.ts'
import { sees } from '#shared/roles.ts'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { now } from '../live/now.ts'
import { useMay, useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { OnDuty } from './on-duty.tsx'
import { RosterDialog, type RosterAct } from './roster-dialog.tsx'
import { RosterList } from './roster-list.tsx'
import { RosterTable } from './roster-table.tsx'
import './rosters.css'
import { daysAfter, instantOf, localOf, mondayOf } from './week-rules.ts'

/** A community's week: who is planned when, by which rosters, and who is there now. */
export default function RosterPage() {
  const { t } = useTranslation()
  const communities = useCommunities(sees.roster)
  const [picked, pick] = useState<string | null>(null)
  const community = communities.find(({ id }) => id === picked) ?? communities[0]
  if (!community) return <OfficePage title={t('office.rosters.title')}><OfficeEmpty>{t('office.admin.nothing')}</OfficeEmpty></OfficePage>
  return <OfCommunity key={community.id} community={community} pick={pick} />
}

function OfCommunity({ community, pick }: { community: Community; pick: (id: string | null) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { id, zone } = community
  const today = localOf(now(), zone).date
  const [week, setWeek] = useState(() => mondayOf(today))
  const [post, setPost] = useState<Post | null>(null)
  const [act, setAct] = useState<RosterAct | null>(null)
  const [from, to] = [week, daysAfter(week, 7)].map((day) => new Date(instantOf(day, '00:00', zone)).toISOString())
  const query = useQuery({ queryKey: ['roster', id, week], queryFn: () => ask('roster', { community: id, from: from ?? '', to: to ?? '' }), refetchInterval: 30_000 })
  const again = () => void Promise.all(['roster', 'on-duty'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const hands = useMay()('shift.plan', id)
  const dayWords = (day: string) => format.date(`${day}T12:00:00Z`, 'UTC')
  return (
    <OfficePage title={t('office.rosters.title')} lead={t('office.rosters.lead')} actions={<Actions community={id} onAct={setAct} />} filters={<Filters community={id} pick={pick} post={post} setPost={setPost} />}>
      <OnDuty community={community} />
      <nav className="week-nav" aria-label={t('office.rosters.grid')}>
        <button type="button" className="button" onClick={() => setWeek(daysAfter(week, -7))}>
          {t('office.rosters.previous')}
        </button>
        <button type="button" className="button" onClick={() => setWeek(mondayOf(today))} aria-current={week === mondayOf(today) ? 'date' : undefined}>
          {t('office.rosters.thisWeek')}
        </button>
        <button type="button" className="button" onClick={() => setWeek(daysAfter(week, 7))}>
          {t('office.rosters.next')}
        </button>
        <span role="status">{t('office.rosters.week', { from: dayWords(week), to: dayWords(daysAfter(week, 6)) })}</span>
      </nav>
      <Asked query={query}>
        {(data) => (
          <>
            <RosterTable data={data} week={week} today={today} zone={zone} post={post} onAct={setAct} />
            <RosterList data={data} post={post} onAct={hands ? setAct : null} />
          </>
        )}
      </Asked>
      {act && query.data && <RosterDialog act={act} community={community} people={query.data.people} onChanged={again} onAct={setAct} onClose={() => setAct(null)} />}
    </OfficePage>
  )
}

function Actions({ community, onAct }: { community: string; onAct: (act: RosterAct) => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const judged = useSees()
  return (
    <>
      {judged('rosterExport', community) === 'yes' && (
        <a className="button" href={`/api/roster.ics?community=${community}`} download title={t('office.rosters.exportHint')}>
          {t('office.rosters.export')}
        </a>
      )}
      {may('roster.import', community) && (
        <button type="button" className="button" onClick={() => onAct({ kind: 'import' })}>
          {t('office.rosters.import')}
        </button>
      )}
      {may('roster.plan', community) && (
        <button type="button" className="button" onClick={() => onAct({ kind: 'plan-roster' })}>
          {t('office.rosters.planRoster')}
        </button>
      )}
      {may('shift.plan', community) && (
        <button type="button" className="button button-next" onClick={() => onAct({ kind: 'plan-shift' })}>
          {t('office.rosters.planShift')}
        </button>
      )}
    </>
  )
}

function Filters({ community, pick, post, setPost }: { community: string; pick: (id: string | null) => void; post: Post | null; setPost: (post: Post | null) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <CommunityField value={community} onChange={pick} roles={sees.roster} />
      <Select
        label={t('office.rosters.post')}
        data={[{ value: '', label: t('office.rosters.anyPost') }, ...posts.map((value) => ({ value, label: t(`words.post.${value}`) }))]}
        value={post ?? ''}
        onChange={(value) => setPost(posts.find((one) => one === value) ?? null)}
        allowDeselect={false}
      />
    </>
  )
}

