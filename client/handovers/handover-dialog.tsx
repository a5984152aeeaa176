import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { openDialog } from '../ui/desk-state.ts'
import { HandoverHands } from './handover-hands.tsx'
import { HandoverSheet } from './handover-sheet.tsx'
import './handover-words.ts'
import { useWaiting, type Waiting } from './waiting.ts'

/** Milliseconds: the other side may be signing at this moment. */
const openAgain = 3_000

/** The change of shift that waits; where several communities are watched, first the list of those. */
export default function HandoverDialog() {
  const { t } = useTranslation()
  const waiting = useWaiting()
  const [first, second] = waiting
  // What was opened stays on screen when it is taken over: who signed sees their signature.
  const [chosen, choose] = useState<Waiting | null>(second ? null : (first ?? null))
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('office.handovers.title')} size="48rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      {chosen ? <One key={chosen.id} waiting={chosen} /> : <Several waiting={waiting} choose={choose} />}
      {chosen && second && (
        <button type="button" className="button button-bare" onClick={() => choose(null)}>
          {t('office.handovers.back')}
        </button>
      )}
    </Modal>
  )
}

function Several({ waiting, choose }: { waiting: readonly Waiting[]; choose: (one: Waiting) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useQuery(meQuery)
  if (waiting.length === 0) return <p className="dim">{t('office.handovers.none')}</p>
  return (
    <ul className="lines" aria-label={t('office.handovers.choose')}>
      {waiting.map((one) => {
        const community = me.data?.communities.find(({ id }) => id === one.community)
        return (
          <li key={one.id}>
            <button type="button" className="line-button" onClick={() => choose(one)}>
              <span>{community ? format.name(community.name) : '–'}</span>
              <span>{`${format.time(one.at, community?.zone)}${t('join.dot')}${t(`handover.state.${one.state}`)}`}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function One({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation()
  const { community } = waiting
  const query = useQuery({ queryKey: ['handovers', community], queryFn: () => ask('handovers', { community }), refetchInterval: openAgain })
  return (
    <Asked query={query}>
      {(rows) => {
        const handover = rows.find(({ id }) => id === waiting.id)
        if (!handover) return <p className="dim">{t('office.handovers.gone')}</p>
        return (
          <>
            <HandoverSheet handover={handover} />
            <HandoverHands handover={handover} />
          </>
        )
      }}
    </Asked>
  )
}
