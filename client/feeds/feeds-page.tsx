import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeedState } from '#shared/feeds.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { FeedLimitForm } from './feed-limit-form.tsx'
import './feeds.css'

/** When each door last heard anything for a community, and how long it may be silent. */
export default function FeedsPage() {
  const { t } = useTranslation()
  const communities = useCommunities(sees.feeds)
  const [picked, pick] = useState<string | null>(null)
  const [open, setOpen] = useState<FeedState | null>(null)
  const community = picked ?? communities[0]?.id ?? ''
  const feeds = useQuery({ queryKey: ['feeds', community], queryFn: () => ask('feeds', { community }), enabled: community !== '', refetchInterval: 5_000 })
  const close = () => {
    setOpen(null)
    void feeds.refetch()
  }
  return (
    <OfficePage title={t('office.feeds.title')} lead={t('office.feeds.lead')} filters={<CommunityField value={community || null} onChange={pick} roles={sees.feeds} />}>
      {community === '' ? <OfficeEmpty>{t('office.feeds.choose')}</OfficeEmpty> : <Asked query={feeds}>{(rows) => <FeedTable rows={rows} onOpen={setOpen} />}</Asked>}
      {open && <FeedLimitForm key={open.door} feed={open} onClose={close} />}
    </OfficePage>
  )
}

function FeedTable({ rows, onOpen }: { rows: readonly FeedState[]; onOpen: (feed: FeedState) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const may = useMay()
  const head = [
    t('office.feeds.head.door'), t('office.feeds.head.heard'), t('office.feeds.head.limit'), t('office.feeds.head.state'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  return (
    <OfficeTable label={t('office.feeds.title')} head={head}>
      {rows.map((feed) => {
        const { community, door, heardAt, seconds, silent, own } = feed
        return (
          <tr key={door}>
            <th scope="row">{t(`office.keys.door.${door}`)}</th>
            <td title={heardAt ? format.moment(heardAt) : undefined}>{heardAt ? t('office.feeds.ago', { age: format.age((now - Date.parse(heardAt)) / 1000) }) : <span className="dim">{t('office.feeds.never')}</span>}</td>
            <td>
              {seconds === null ? t('office.feeds.quiet') : format.age(seconds)}{' '}
              <small className="dim">{t(own ? 'office.feeds.own' : 'office.feeds.usual')}</small>
            </td>
            <td>{silent ? <strong className="feed-silent">▲ {t('office.feeds.state.silent')}</strong> : <span className="dim">{t(heardAt ? 'office.feeds.state.speaking' : 'office.feeds.state.unused')}</span>}</td>
            <td>
              {may('feed.limit', community) && (
                <button type="button" className="button" onClick={() => onOpen(feed)}>
                  {t('office.feeds.change')}
                </button>
              )}
            </td>
          </tr>
        )
      })}
    </OfficeTable>
  )
}
