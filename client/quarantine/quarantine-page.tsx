import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Quarantined } from '#shared/quarantine.ts'
import { ask } from '../live/api.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { alike } from './body-rules.ts'
import { CorrectMessage } from './correct-message.tsx'
import { DismissMessages } from './dismiss-messages.tsx'
import { QuarantineRow } from './quarantine-row.tsx'
import './quarantine.css'

type Open = { what: 'correct'; message: Quarantined } | { what: 'dismiss'; messages: readonly Quarantined[] }
const shows = ['kept', 'all'] as const
type Show = (typeof shows)[number]

/** What machines sent and nobody could read. It is asked for by hand only: every look is written in the audit. */
export default function QuarantinePage() {
  const { t } = useTranslation()
  const [show, setShow] = useState<Show>('kept')
  const [open, setOpen] = useState<Open | null>(null)
  const query = useQuery({ queryKey: ['quarantine', show], queryFn: () => ask('quarantine', { state: show }), refetchOnWindowFocus: false, gcTime: 0 })
  const done = () => {
    setOpen(null)
    void query.refetch()
  }
  return (
    <OfficePage
      title={t('office.quarantine.title')}
      lead={t('office.quarantine.lead')}
      actions={
        <button type="button" className="button" disabled={query.isFetching} onClick={() => void query.refetch()}>
          {t('office.quarantine.refresh')}
        </button>
      }
      filters={<Select label={t('office.quarantine.filter')} data={shows.map((value) => ({ value, label: t(`office.quarantine.show.${value}`) }))} value={show} onChange={(value) => value && setShow(value as Show)} allowDeselect={false} />}
    >
      <Asked query={query}>
        {({ messages, total }) =>
          messages.length === 0 ? (
            <OfficeEmpty>{t(show === 'kept' ? 'office.quarantine.empty' : 'office.quarantine.emptyAll')}</OfficeEmpty>
          ) : (
            <>
              <AlikeLines messages={messages} onDismiss={(group) => setOpen({ what: 'dismiss', messages: group })} />
              <Messages messages={messages} stated={show === 'all'} onOpen={setOpen} />
              {total > messages.length && <p className="dim">{t('office.quarantine.most', { total })}</p>}
            </>
          )
        }
      </Asked>
      {open?.what === 'correct' && <CorrectMessage message={open.message} onDone={done} onClose={() => setOpen(null)} />}
      {open?.what === 'dismiss' && <DismissMessages messages={open.messages} onDone={done} onClose={done} />}
    </OfficePage>
  )
}

/** One broken device may fill the whole list: what is wrong in the same way goes together. */
function AlikeLines({ messages, onDismiss }: { messages: readonly Quarantined[]; onDismiss: (group: readonly Quarantined[]) => void }) {
  const { t } = useTranslation()
  const groups = alike(messages)
  if (groups.length === 0) return null
  return (
    <ul className="quarantine-alike">
      {groups.map(({ key, door, reason, messages: group }) => (
        <li key={key}>
          <strong>{t('office.quarantine.same', { count: group.length })}</strong>
          <span>
            {t(`office.keys.door.${door}`)}
            {t('join.dot')}
            {t('office.quarantine.field', reason)}
          </span>
          <button type="button" className="button" onClick={() => onDismiss(group)}>
            {t('office.quarantine.dismissAll')}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Messages({ messages, stated, onOpen }: { messages: readonly Quarantined[]; stated: boolean; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const columns = ['at', 'door', 'key', 'reason', 'body', ...(stated ? (['state'] as const) : [])] as const
  const head = [...columns.map((column) => t(`office.quarantine.head.${column}`)), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  return (
    <OfficeTable label={t('office.quarantine.title')} head={head}>
      {messages.map((message) => (
        <QuarantineRow key={message.id} message={message} stated={stated} onCorrect={() => onOpen({ what: 'correct', message })} onDismiss={() => onOpen({ what: 'dismiss', messages: [message] })} />
      ))}
    </OfficeTable>
  )
}
