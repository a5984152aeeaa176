import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, facilities, priorities, type Category, type Facility, type Priority } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { housesOf, useCatalogue } from '../live/catalogue.ts'
import { MoveChoice, MoveFrame } from './move-frame.tsx'
import type { MoveFormProps } from './move-forms.tsx'

/** What was written down wrong: what it is about, how urgent, where. */
export function CorrectForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const [values, setValues] = useState({ title: format.title(order), category: order.category, priority: order.priority, facility: order.facility ?? null, building: order.building, place: order.place, reason: '' })
  const set = (part: Partial<typeof values>) => setValues((held) => ({ ...held, ...part }))
  const buildings = housesOf(sites, order.community)
  const typed = values.title.trim()
  const title = typed === format.title(order) ? order.title : typed
  const send = async () => (await run('order.correct', { version: order.version, ...values, title, place: values.place.trim() })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.correct')} hint={t('sheet.correctNote')} busy={busy} disabled={typed === ''} onSubmit={() => void send()} onClose={onClose}>
      <label>
        <span>{t('order.what')}</span>
        <input value={values.title} maxLength={120} onChange={(event) => set({ title: event.target.value })} />
      </label>
      <div className="form-pair">
        <label>
          <span>{t('order.category')}</span>
          <select value={values.category} onChange={(event) => set({ category: event.target.value as Category })}>
            {categories.map((value) => (
              <option key={value} value={value}>{t(`words.category.${value}`)}</option>
            ))}
          </select>
        </label>
        <label>
          <span>{t('sheet.facility')}</span>
          <select value={values.facility ?? ''} onChange={(event) => set({ facility: (event.target.value || null) as Facility | null })}>
            <option value="">{t('sheet.noFacility')}</option>
            {facilities.map((value) => (
              <option key={value} value={value}>{t(`words.facility.${value}`)}</option>
            ))}
          </select>
        </label>
      </div>
      <MoveChoice label={t('order.priority')} value={values.priority} onChange={(priority: Priority) => set({ priority })} of={priorities.map((value) => ({ value, label: t(`words.priority.${value}`) }))} />
      <div className="form-pair">
        <label>
          <span>{t('order.building')}</span>
          <select value={values.building ?? ''} onChange={(event) => set({ building: event.target.value || null })}>
            <option value="">{t('sheet.noBuilding')}</option>
            {buildings.map((row) => (
              <option key={row.id} value={row.id}>{format.name(row.name)}</option>
            ))}
          </select>
        </label>
        <label>
          <span>{t('order.place')}</span>
          <input value={values.place} maxLength={120} onChange={(event) => set({ place: event.target.value })} />
        </label>
      </div>
      <label>
        <span>{t('sheet.correctReason')}</span>
        <input value={values.reason} maxLength={400} onChange={(event) => set({ reason: event.target.value })} />
      </label>
    </MoveFrame>
  )
}
