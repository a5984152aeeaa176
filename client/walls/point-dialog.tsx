import { Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { covers, sees } from '#shared/roles.ts'
import type { WallState, WallTarget } from '#shared/walls.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { ask, get } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAgain } from './wall-list.ts'

const most = 30

type Offer = { target: WallTarget; kind: string; title: string }

/** Something of one community for the wall to show: a building, an order, an alarm, a running plan, or all of it. */
export function PointDialog({ wall, onClose }: { wall: WallState; onClose: () => void }) {
  const { t } = useTranslation()
  const again = useAgain()
  const inScope = useCommunities(sees.walls).filter((row) => covers(wall.scope, row))
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const { run, busy, failure } = useCommand('wall.point')
  const community = chosen ?? inScope[0]?.id ?? null
  const offers = useOffers(community)
  const found = (offers ?? []).filter(({ kind, title }) => `${kind} ${title}`.toLowerCase().includes(typed.trim().toLowerCase())).slice(0, most)

  const point = async ({ target, title }: Offer) => {
    const done = await run({ version: wall.version, target }, wall.id)
    again()
    if (!done) return
    say(t('office.walls.pointedNow', { name: wall.name, what: title }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('office.walls.pointTitle', { name: wall.name })} size="36rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form">
        {inScope.length > 1 && <CommunityField value={community} onChange={setChosen} roles={sees.walls} />}
        <TextInput label={t('office.walls.pointFind')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
        <ul className="wall-targets" aria-label={t('office.walls.pointFind')}>
          {found.map((offer) => (
            <li key={offer.target.kind + offer.target.id}>
              <button type="button" disabled={busy} onClick={() => void point(offer)}>
                <span className="dim">{offer.kind}</span>
                <span className="one-line">{offer.title}</span>
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="dim" role="status">{t(offers ? 'office.walls.pointNone' : 'state.loading')}</p>}
        <ProblemNote failure={failure} />
      </div>
    </Modal>
  )
}

/** Null until the community's buildings and what lies open in it are read. */
function useOffers(community: string | null): Offer[] | null {
  const { t } = useTranslation()
  const format = useFormat()
  const enabled = community !== null
  const { data: sites, isPending: sitesPending } = useQuery({ queryKey: ['sites', community, 'point'], queryFn: () => ask('sites', { communities: community ?? '' }), enabled })
  const { data: moment, isPending: momentPending } = useQuery({ queryKey: ['moment', community, 'point'], queryFn: () => openIn(community ?? ''), enabled, gcTime: 0 })
  return useMemo(() => {
    if (sitesPending || momentPending) return null
    const kind = (name: WallTarget['kind']) => t(`office.walls.target.${name}`)
    const building = (id: string | null) => {
      const row = sites?.buildings.find((one) => one.id === id)
      return row ? ` · ${format.name(row.name)}` : ''
    }
    return [
      ...(moment?.activation ?? []).filter(({ state }) => state === 'running').map((row): Offer => ({ target: { kind: 'activation', id: row.id }, kind: kind('activation'), title: format.name(row.name) + building(row.building) })),
      ...(moment?.alarm ?? []).map((row): Offer => ({ target: { kind: 'alarm', id: row.id }, kind: kind('alarm'), title: alarmWords(t, row) + building(row.building) })),
      ...(moment?.order ?? []).map((row): Offer => ({ target: { kind: 'order', id: row.id }, kind: kind('order'), title: format.title(row) + building(row.building) })),
      ...(sites?.buildings ?? []).map((row): Offer => ({ target: { kind: 'building', id: row.id }, kind: kind('building'), title: format.name(row.name) })),
      ...(sites?.communities ?? []).map((row): Offer => ({ target: { kind: 'community', id: row.id }, kind: kind('community'), title: format.name(row.name) })),
    ]
  }, [t, format, sites, moment, sitesPending, momentPending])
}

/** What lies open in a community, which only a watch would push. */
const openIn = async (community: string): Promise<QueryReply<'moment'>> =>
  (await get(`${queryPaths.moment.replace(':instant', new Date(now()).toISOString())}?community=${community}`)) as QueryReply<'moment'>
