import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NamedHandover } from '#shared/handovers.ts'
import { useFormat } from '../i18n/format.ts'
import { meQuery } from '../live/session.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { HandoverLines } from './handover-lines.tsx'
import { HandoverNotes } from './handover-notes.tsx'
import { HandoverSignatures } from './handover-signatures.tsx'
import './handover-words.ts'
import './handover.css'

/** One change of shift as it is read, on a screen or on paper. Countdowns run until it is taken over. */
export function HandoverSheet({ handover }: { handover: NamedHandover }) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useQuery(meQuery)
  const community = me.data?.communities.find(({ id }) => id === handover.community)
  const zone = community?.zone
  const live = handover.state !== 'taken'
  return (
    <article className="handover" aria-label={t('office.handovers.of', { community: community ? format.name(community.name) : '' })}>
      <header className="handover-head">
        <h2>{community && format.name(community.name)}</h2>
        <p>
          <time dateTime={handover.at}>{`${format.date(handover.at, zone)} ${format.time(handover.at, zone)}`}</time>
          <span className="handover-state" data-state={handover.state}>
            {handover.state === 'missed' && <SeverityMark severity="major" />} {t(`handover.state.${handover.state}`)}
          </span>
        </p>
      </header>
      <HandoverSignatures handover={handover} zone={zone} />
      {live && <p className="dim handover-written">{t('office.handovers.written')}</p>}
      <HandoverLines sheet={handover.sheet} zone={zone} live={live} />
      <HandoverNotes handover={handover} zone={zone} />
    </article>
  )
}
