import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Resource } from '#shared/resources.ts'
import { sees } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { useWatched } from '../live/own-communities.ts'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { EndResource } from './end-resource.tsx'
import { grouped } from './pool-rules.ts'
import { PoolRule } from './pool-rule.tsx'
import { ResourceForm } from './resource-form.tsx'
import { ResourceRow } from './resource-row.tsx'
import { TestContact } from './test-contact.tsx'
import './resources.css'

export type Act = 'test' | 'change' | 'end'

/** The pool of a community: firms under agreement and own supplies, with what is short, out of date or was not reached for long. */
export default function ResourcesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const [watched] = useWatched(sees.resources).communities
  const all = useCommunities(sees.resources)
  const [picked, pick] = useState<string | null>(null)
  const [adding, add] = useState(false)
  const [acting, act] = useState<{ act: Act; resource: Resource } | null>(null)
  const community = picked ?? watched?.id ?? all[0]?.id ?? ''
  const pool = useQuery({ queryKey: ['resources', community], queryFn: () => ask('resources', { community }), enabled: community !== '', refetchInterval: 10_000 })
  const hands = may('resource.add', community)
  const close = () => {
    add(false)
    act(null)
    void pool.refetch()
  }
  return (
    <OfficePage
      title={t('office.resources.title')} lead={t('office.resources.lead')} filters={<CommunityField value={community || null} onChange={pick} roles={sees.resources} />}
      actions={
        hands && (
          <button type="button" className="button button-next" onClick={() => add(true)}>
            {t('office.resources.add')}
          </button>
        )
      }
    >
      <Asked query={pool}>{(rows) => <Pool pool={rows} tests={may('resource.contact', community)} hands={hands} onAct={(kind, resource) => act({ act: kind, resource })} />}</Asked>
      {adding && <ResourceForm community={community} held={null} onClose={close} />}
      {acting?.act === 'change' && <ResourceForm community={community} held={acting.resource} onClose={close} />}
      {acting?.act === 'test' && <TestContact resource={acting.resource} onClose={close} />}
      {acting?.act === 'end' && <EndResource resource={acting.resource} onClose={close} />}
    </OfficePage>
  )
}

type PoolProps = { pool: readonly Resource[]; tests: boolean; hands: boolean; onAct: (act: Act, resource: Resource) => void }

function Pool({ pool, tests, hands, onAct }: PoolProps) {
  const { t } = useTranslation()
  const now = useNow()
  const head = [
    t('office.resources.head.kind'), t('office.resources.head.name'), t('office.resources.head.stock'), t('office.resources.head.goodUntil'), t('office.resources.head.contact'),
    <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  return (
    <>
      <PoolRule pool={pool} now={now} />
      {pool.length === 0 && <OfficeEmpty>{t('office.resources.empty')}</OfficeEmpty>}
      {grouped(pool).map(({ group, rows }) => (
        <section key={group} className="resources-group" aria-label={t(`office.resources.group.${group}`)}>
          <h2>
            {t(`office.resources.group.${group}`)} <span className="dim">{rows.length}</span>
          </h2>
          <OfficeTable label={t(`office.resources.group.${group}`)} head={head}>
            {rows.map((resource) => (
              <ResourceRow key={resource.id} resource={resource} now={now} tests={tests} hands={hands} onAct={(act) => onAct(act, resource)} />
            ))}
          </OfficeTable>
        </section>
      ))}
    </>
  )
}
