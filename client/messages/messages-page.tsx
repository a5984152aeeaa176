import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageTurns, type MessageTemplate, type MessageTurn } from '#shared/messages.ts'
import { may } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { useCommunities } from '../ui/office-fields.tsx'
import { OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { TemplateForm } from './template-form.tsx'
import './messages.css'

const company = 'company'

/** What residents are told at each turn: the company's words, and those of communities that have their own. */
export default function MessagesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me } = useQuery(meQuery)
  const templates = useQuery({ queryKey: ['templates'], queryFn: () => ask('templates') })
  const [chosen, setChosen] = useState<string | null>(null)
  const [open, setOpen] = useState<MessageTurn | null>(null)
  const communities = useCommunities(may['template.change'])
  const whole = me?.grants.some(({ role, scope }) => may['template.change'].includes(role) && scope.kind === 'everything') ?? false
  const places = [...(whole ? [{ value: company, label: t('office.messages.company') }] : []), ...communities.map(({ id, name }) => ({ value: id, label: format.name(name) }))]
  const where = chosen ?? places[0]?.value ?? company
  const community = where === company ? null : where
  const close = () => {
    setOpen(null)
    void templates.refetch()
  }
  return (
    <OfficePage title={t('office.messages.title')} lead={t('office.messages.lead')} filters={<Select label={t('office.messages.where')} data={places} value={where} onChange={setChosen} allowDeselect={false} searchable />}>
      <Asked query={templates}>
        {(rows) => (
          <>
            <TemplateTable rows={rows} community={community} onOpen={setOpen} />
            {open && <TemplateForm key={open} turn={open} community={community} held={templateAt(rows, community, open)} usual={templateAt(rows, null, open)} onClose={close} />}
          </>
        )}
      </Asked>
    </OfficePage>
  )
}

const templateAt = (rows: readonly MessageTemplate[], community: string | null, turn: MessageTurn): MessageTemplate | null => rows.find((row) => row.community === community && row.turn === turn) ?? null

function TemplateTable({ rows, community, onOpen }: { rows: readonly MessageTemplate[]; community: string | null; onOpen: (turn: MessageTurn) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const head = [t('office.messages.head.turn'), t('office.messages.head.text'), t('office.messages.head.state'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  return (
    <OfficeTable label={t('office.messages.title')} head={head}>
      {messageTurns.map((turn) => {
        const own = templateAt(rows, community, turn)
        const holds = own ?? templateAt(rows, null, turn)
        return (
          <tr key={turn} className={holds?.enabled ? undefined : 'message-off'}>
            <th scope="row">{t(`office.messages.turn.${turn}`)}</th>
            <td className="message-text">{holds ? format.name(holds.text) : '—'}</td>
            <td>
              {t(holds?.enabled ? 'office.messages.on' : 'office.messages.off')}
              {community !== null && <small className="dim">{t(own ? 'office.messages.own' : 'office.messages.ofCompany')}</small>}
            </td>
            <td>
              <button type="button" className="button" onClick={() => onOpen(turn)}>
                {t('office.messages.edit')}
              </button>
            </td>
          </tr>
        )
      })}
    </OfficeTable>
  )
}
