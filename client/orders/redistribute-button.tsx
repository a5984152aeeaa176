import { useTranslation } from 'react-i18next'
import type { Person } from '#shared/people.ts'
import { useLive } from '../live/live-state.ts'
import { useMay } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'

/** States in which an order is still somebody's to do. */
const inHand = ['assigned', 'accepted', 'on-the-way', 'arrived', 'waiting']

/** Somebody cannot go on: their orders go to others. Nothing where they have none, or who looks may not. */
export function RedistributeButton({ person: { id, community } }: { person: Pick<Person, 'id' | 'community'> }) {
  const { t } = useTranslation()
  const may = useMay()
  const has = useLive(({ picture }) => [...picture.order.values()].some(({ assignee, state }) => assignee === id && inHand.includes(state)))
  if (!has || !may('order.redistribute', community)) return null
  return (
    <button type="button" className="button" data-redistribute onClick={() => openDialog({ kind: 'redistribute', community, from: id })}>
      {t('redistribute.from')}
    </button>
  )
}
