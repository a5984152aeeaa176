import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServicePromise } from '#shared/promises.ts'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { now } from '../live/now.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { scopeKey, scopesOf } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { PlaceField, scopeOfPlace, wholeCompany } from '../ui/office-place.tsx'
import { PromiseForm } from './promise-form.tsx'
import { groupsAt } from './promise-rules.ts'
import { PromiseTable } from './promise-table.tsx'
import './promises.css'
import { TakeBack } from './take-back.tsx'

type Open = { what: 'set'; like: ServicePromise | null } | { what: 'take-back'; row: ServicePromise }

/** What is promised in a place: by category and priority, what is particular beneath, and what comes or was. */
export default function PromisesPage() {
  const { t } = useTranslation()
  const promises = useQuery({ queryKey: ['promises'], queryFn: () => ask('promises'), refetchInterval: 60_000 })
  const { data: me } = useQuery(meQuery)
  const [place, setPlace] = useState(wholeCompany)
  const [history, setHistory] = useState(false)
  const [open, setOpen] = useState<Open | null>(null)
  const scopes = me ? scopesOf(me, may['promise.set']) : []
  const hands = scopes.some((scope) => scopeKey(scope) === scopeKey(scopeOfPlace(place)))
  const done = () => {
    setOpen(null)
    void promises.refetch()
  }
  return (
    <OfficePage
      title={t('office.promises.title')}
      lead={t('office.promises.lead')}
      actions={
        scopes.length > 0 && (
          <button type="button" className="button button-next" onClick={() => setOpen({ what: 'set', like: null })}>
            {t('office.promises.set')}
          </button>
        )
      }
      filters={
        <>
          <PlaceField label={t('office.promises.place')} value={place} onChange={setPlace} />
          <button type="button" className="button" aria-pressed={history} onClick={() => setHistory(!history)}>
            {t(history ? 'office.promises.noHistory' : 'office.promises.history')}
          </button>
        </>
      }
    >
      <Asked query={promises}>
        {(rows) => {
          const groups = groupsAt(rows, place, now())
          if (groups.length === 0) return <OfficeEmpty>{t('office.promises.empty')}</OfficeEmpty>
          return (
            <PromiseTable
              groups={groups}
              place={place}
              history={history}
              onChange={hands ? (like) => setOpen({ what: 'set', like }) : null}
              onTakeBack={hands ? (row) => setOpen({ what: 'take-back', row }) : null}
            />
          )
        }}
      </Asked>
      {open?.what === 'set' && <PromiseForm like={open.like} place={hands ? scopeOfPlace(place) : (scopes[0] ?? null)} onDone={done} onClose={() => setOpen(null)} />}
      {open?.what === 'take-back' && promises.data && <TakeBack row={open.row} rows={promises.data} onDone={done} onClose={() => setOpen(null)} />}
    </OfficePage>
  )
}
