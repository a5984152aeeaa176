import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedHandover } from '#shared/handovers.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { HandoverHands } from './handover-hands.tsx'
import { HandoverSheet } from './handover-sheet.tsx'
import { again } from './waiting.ts'

/** A community's changes of shift, and any of them on paper. */
export default function HandoversPage() {
  const { t } = useTranslation()
  const [first] = useCommunities(sees.handovers)
  const [picked, pick] = useState<string | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const community = picked ?? first?.id
  const query = useQuery({
    queryKey: ['handovers', community],
    queryFn: () => ask('handovers', { community: community ?? '' }),
    enabled: community !== undefined,
    refetchInterval: again,
  })
  const choose = (id: string | null) => {
    pick(id)
    setOpen(null)
  }
  const shown = query.data?.find(({ id }) => id === open)
  const actions = shown && (
    <>
      <button type="button" className="button" onClick={() => setOpen(null)}>
        {t('office.handovers.back')}
      </button>
      <button type="button" className="button button-next" onClick={() => window.print()}>
        {t('office.handovers.print')}
      </button>
    </>
  )
  return (
    <OfficePage
      title={t('office.handovers.title')}
      lead={t('office.handovers.lead')}
      actions={actions}
      filters={<CommunityField value={community ?? null} onChange={choose} roles={sees.handovers} />}
    >
      {shown ? (
        <div className="handover-paper">
          <HandoverSheet handover={shown} />
          <HandoverHands handover={shown} />
        </div>
      ) : (
        <Asked query={query}>{(rows) => <History rows={rows} open={setOpen} />}</Asked>
      )}
    </OfficePage>
  )
}

function History({ rows, open }: { rows: readonly NamedHandover[]; open: (id: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [first] = rows
  const zone = useCommunities(sees.handovers).find(({ id }) => id === first?.community)?.zone
  if (!first) return <OfficeEmpty>{t('office.handovers.empty')}</OfficeEmpty>
  const name = (words: NamedHandover['outgoingName']) => (words ? format.name(words) : '–')
  const column = ['at', 'people', 'state', 'given', 'taken'] as const
  return (
    <OfficeTable label={t('office.handovers.history')} head={[...column.map((one) => t(`office.handovers.column.${one}`)), '']}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td>{`${format.date(row.at, zone)} ${format.time(row.at, zone)}`}</td>
          <td>{`${name(row.outgoingName)} → ${name(row.incomingName)}`}</td>
          <td>{t(`handover.state.${row.state}`)}</td>
          {[row.given, row.taken].map((signature, i) => (
            <td key={i}>{signature ? t('office.handovers.signed', { name: signature.name, time: format.time(signature.at, zone) }) : '–'}</td>
          ))}
          <td>
            <button type="button" className="button" onClick={() => open(row.id)}>
              {t('office.handovers.view')}
            </button>
          </td>
        </tr>
      ))}
    </OfficeTable>
  )
}
