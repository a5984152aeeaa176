import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#shared/roles.ts'
import type { WallState } from '#shared/walls.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { PairDialog } from './pair-dialog.tsx'
import { WallDialog, type WallAct } from './wall-dialog.tsx'
import { wallsQuery } from './wall-list.ts'
import { WallRow } from './wall-row.tsx'
import './walls.css'

/** Every wall of the caller's scope: whether it paints, what it shows, and what can be done to it. */
export default function WallsPage() {
  const { t } = useTranslation()
  const walls = useQuery(wallsQuery)
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<{ act: WallAct; wall: WallState } | 'pair' | null>(null)
  const hands = me?.grants.some(({ role }) => may['wall.approve'].includes(role)) ?? false
  const column = ['name', 'state', 'shows', 'pointed', 'paired', 'expires'] as const
  return (
    <OfficePage
      title={t('office.walls.title')}
      lead={t('office.walls.lead', { address: `${location.origin}/wall` })}
      actions={
        hands && (
          <button type="button" className="button button-next" onClick={() => setOpen('pair')}>
            {t('office.walls.pair')}
          </button>
        )
      }
    >
      <Asked query={walls}>
        {(rows) =>
          rows.length === 0 ? (
            <OfficeEmpty>{t('office.walls.empty')}</OfficeEmpty>
          ) : (
            <OfficeTable label={t('office.walls.list')} head={[...column.map((name) => t(`office.walls.column.${name}`)), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]}>
              {rows.map((wall) => (
                <WallRow key={wall.id} wall={wall} hands={hands} onAct={(act) => setOpen({ act, wall })} />
              ))}
            </OfficeTable>
          )
        }
      </Asked>
      {open === 'pair' && <PairDialog onClose={() => setOpen(null)} />}
      {open !== null && open !== 'pair' && <WallDialog act={open.act} wall={walls.data?.find(({ id }) => id === open.wall.id) ?? open.wall} onClose={() => setOpen(null)} />}
    </OfficePage>
  )
}
