import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkCalendar } from '#shared/promises.ts'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { scopeKey, scopesOf } from '../ui/office-fields.tsx'
import { OfficePage } from '../ui/office-page.tsx'
import { PlaceField, scopeOfPlace, wholeCompany, type OfficePlace } from '../ui/office-place.tsx'
import { CalendarForm } from './calendar-form.tsx'

/** When a place works: its own calendar, or the one that holds for it. */
export default function CalendarsPage() {
  const { t } = useTranslation()
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: () => ask('calendars') })
  const { data: me } = useQuery(meQuery)
  const [place, setPlace] = useState(wholeCompany)
  const hands = me ? scopesOf(me, may['calendar.change']).some((scope) => scopeKey(scope) === scopeKey(scopeOfPlace(place))) : false
  return (
    <OfficePage title={t('office.calendars.title')} lead={t('office.calendars.lead')} filters={<PlaceField label={t('office.calendars.place')} value={place} onChange={setPlace} />}>
      <Asked query={calendars}>
        {(rows) => {
          const { own, held } = calendarAt(rows, place)
          return <CalendarForm key={`${scopeKey(scopeOfPlace(place))} ${own?.version ?? 0}`} place={place} own={own} held={held ?? unset} readOnly={!hands} onChanged={() => void calendars.refetch()} />
        }}
      </Asked>
    </OfficePage>
  )
}

function calendarAt(rows: readonly WorkCalendar[], { region, community }: OfficePlace): { own: WorkCalendar | null; held: WorkCalendar | null } {
  const ofCommunity = community === null ? null : (rows.find((row) => row.community === community) ?? null)
  const ofRegion = region === null ? null : (rows.find((row) => row.community === null && row.region === region) ?? null)
  const ofCompany = rows.find((row) => row.community === null && row.region === null) ?? null
  const own = community !== null ? ofCommunity : region !== null ? ofRegion : ofCompany
  return { own, held: ofCommunity ?? ofRegion ?? ofCompany }
}

/** Where there is none at all, a usual week to begin with. */
const unset: WorkCalendar = { id: '', version: 0, region: null, community: null, weekdays: [1, 2, 3, 4, 5], opensAt: '08:30', closesAt: '18:00', holidays: [], workdays: [] }
