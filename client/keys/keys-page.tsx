import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyState } from '#shared/keys.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { KeyIssue } from './key-issue.tsx'
import { KeyRevoke, KeyRotate } from './key-orders.tsx'
import { KeyRow } from './key-row.tsx'
import { isOver, standingOf } from './key-rules.ts'
import { KeyTold, type Told } from './key-told.tsx'
import './keys.css'

type Open = { what: 'issue' } | { what: 'rotate' | 'revoke'; held: KeyState } | { what: 'told'; told: Told }

/** Keys of machines: what each opens, whether it is used, and its end. */
export default function KeysPage() {
  const { t } = useTranslation()
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => ask('keys'), refetchInterval: 30_000 })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => {
    setOpen(null)
    void keys.refetch()
  }
  const tell = (told: Told) => setOpen({ what: 'told', told })
  return (
    <OfficePage
      title={t('office.keys.title')}
      lead={t('office.keys.lead')}
      actions={
        <button type="button" className="button button-next" onClick={() => setOpen({ what: 'issue' })}>
          {t('office.keys.issue')}
        </button>
      }
    >
      <Asked query={keys}>{(rows) => (rows.length === 0 ? <OfficeEmpty>{t('office.keys.empty')}</OfficeEmpty> : <KeyList rows={rows} onOpen={setOpen} />)}</Asked>
      {open?.what === 'issue' && <KeyIssue onTold={tell} onClose={close} />}
      {open?.what === 'rotate' && <KeyRotate held={open.held} onTold={tell} onClose={close} />}
      {open?.what === 'revoke' && <KeyRevoke held={open.held} onDone={close} onClose={close} />}
      {open?.what === 'told' && <KeyTold told={open.told} onClose={close} />}
    </OfficePage>
  )
}

function KeyList({ rows, onOpen }: { rows: readonly KeyState[]; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const now = useNow()
  const { data: me } = useQuery(meQuery)
  const [all, setAll] = useState(false)
  const over = rows.filter((held) => isOver(standingOf(held, now)))
  const shown = all ? rows : rows.filter((held) => !over.includes(held))
  const head = [t('office.keys.head.name'), t('office.keys.head.where'), t('office.keys.head.doors'), t('office.keys.head.use'), t('office.keys.head.state'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  return (
    <>
      <OfficeTable label={t('office.keys.title')} head={head}>
        {shown.map((held) => (
          <KeyRow
            key={held.id}
            held={held}
            place={me?.communities.find(({ id }) => id === held.community) ?? null}
            now={now}
            onRotate={() => onOpen({ what: 'rotate', held })}
            onRevoke={() => onOpen({ what: 'revoke', held })}
          />
        ))}
      </OfficeTable>
      {over.length > 0 && (
        <button type="button" className="button button-bare key-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'office.keys.fewer' : 'office.keys.more', { count: over.length })}
        </button>
      )}
    </>
  )
}
