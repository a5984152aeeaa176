import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmResponse } from '#shared/responses.ts'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import { scopesOf } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { PlaceField, wholeCompany } from '../ui/office-place.tsx'
import { ResponseForm } from './response-form.tsx'
import { groupsAt } from './response-rules.ts'
import { ResponseTable } from './response-table.tsx'
import { useResponseWords } from './response-words.ts'
import './responses.css'

type Open = { what: 'set'; like: AlarmResponse | null } | { what: 'end'; row: AlarmResponse }

/** What follows from an alarm, by its kind: clocks, who is told when nobody answers, and the order that it makes. */
export default function ResponsesPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['responses'], queryFn: () => ask('responses') })
  const { data: me } = useQuery(meQuery)
  const [{ region, community }, setPlace] = useState(wholeCompany)
  const [open, setOpen] = useState<Open | null>(null)
  const mine = me ? scopesOf(me, may['response.set']).filter(({ kind }) => kind !== 'region').map((scope) => (scope.kind === 'community' ? scope.id : null)) : []
  const hands = mine.includes(community)
  const done = () => {
    setOpen(null)
    void query.refetch()
  }
  return (
    <OfficePage
      title={t('office.responses.title')}
      lead={t('office.responses.lead')}
      actions={mine.length > 0 && <button type="button" className="button button-next" onClick={() => setOpen({ what: 'set', like: null })}>{t('office.responses.set')}</button>}
      filters={<PlaceField label={t('office.responses.place')} value={{ region, community }} onChange={setPlace} regions={false} />}
    >
      <Asked query={query}>
        {(rows) => {
          const groups = groupsAt(rows, community)
          const elsewhere = community === null ? new Set(rows.flatMap((row) => row.community ?? [])).size : 0
          return (
            <>
              {groups.length === 0 ? <OfficeEmpty>{t('office.responses.empty')}</OfficeEmpty> : (
                <ResponseTable groups={groups} community={community} onChange={hands ? (like) => setOpen({ what: 'set', like }) : null} onEnd={hands ? (row) => setOpen({ what: 'end', row }) : null} />
              )}
              {elsewhere > 0 && <p className="dim">{t('office.responses.elsewhere', { count: elsewhere })}</p>}
              {open?.what === 'set' && <ResponseForm like={open.like} rows={rows} community={hands ? community : (mine[0] ?? null)} onDone={done} onClose={() => setOpen(null)} />}
            </>
          )
        }}
      </Asked>
      {open?.what === 'end' && <EndResponse row={open.row} onDone={done} onClose={() => setOpen(null)} />}
    </OfficePage>
  )
}

function EndResponse({ row, onDone, onClose }: { row: AlarmResponse; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useResponseWords()
  const { run, busy, failure } = useCommand('response.end')
  const about = [words.kind(row), ...(row.severity ? [t(`words.severity.${row.severity}`)] : [])].join(t('join.dot'))
  const confirm = (reason: string) =>
    void run({ version: row.version, reason }, row.id).then((reply) => {
      if (!reply) return
      say(t('office.responses.end.done'))
      onDone()
    })
  return <OfficeConfirm title={t('office.responses.end.title')} what={t('office.responses.end.what', { about })} submit={t('office.responses.end.act')} danger reason busy={busy} failure={failure} onConfirm={confirm} onClose={onClose} />
}
