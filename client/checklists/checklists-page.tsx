import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checklistFor, type Checklist } from '#shared/checklists.ts'
import { categories, type Category } from '#shared/orders.ts'
import { may } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { scopeKey, scopesOf } from '../ui/office-fields.tsx'
import { OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { PlaceField, scopeOfPlace, wholeCompany } from '../ui/office-place.tsx'
import { ChecklistForm } from './checklist-form.tsx'
import './checklists.css'

/** What whoever finishes an order goes through, by category: a place's own lists, or the company's. */
export default function ChecklistsPage() {
  const { t } = useTranslation()
  const checklists = useQuery({ queryKey: ['checklists'], queryFn: () => ask('checklists') })
  const { data: me } = useQuery(meQuery)
  const [place, setPlace] = useState(wholeCompany)
  const [open, setOpen] = useState<Category | null>(null)
  const hands = me ? scopesOf(me, may['checklist.change']).some((scope) => scopeKey(scope) === scopeKey(scopeOfPlace(place))) : false
  const head = [t('office.checklists.head.category'), t('office.checklists.head.items'), t('office.checklists.head.shown'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  const done = () => {
    setOpen(null)
    void checklists.refetch()
  }
  return (
    <OfficePage title={t('office.checklists.title')} lead={t('office.checklists.lead')} filters={<PlaceField label={t('office.checklists.place')} value={place} onChange={setPlace} regions={false} />}>
      <Asked query={checklists}>
        {(rows) => {
          const listOf = (category: Category) => checklistFor(rows, { community: place.community ?? '', category })
          return (
            <>
              <OfficeTable label={t('office.checklists.title')} head={head}>
                {categories.map((category) => (
                  <Row key={category} category={category} list={listOf(category)} community={place.community} onEdit={hands ? () => setOpen(category) : null} />
                ))}
              </OfficeTable>
              {open && <ChecklistForm category={open} list={listOf(open)} community={place.community} onDone={done} onClose={() => setOpen(null)} />}
            </>
          )
        }}
      </Asked>
    </OfficePage>
  )
}

function Row({ category, list, community, onEdit }: { category: Category; list: Checklist | null; community: string | null; onEdit: (() => void) | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = [...(list?.photo ? [t('office.checklists.photo')] : []), ...(list?.signature ? [t('office.checklists.signature')] : [])]
  return (
    <tr>
      <th scope="row">
        {t(`words.category.${category}`)}
        {community !== null && list?.community === null && <small className="dim checklist-of">{t('office.checklists.company')}</small>}
      </th>
      <td>
        {!list || list.items.length === 0 ? <span className="dim">{t('office.checklists.none')}</span> : (
          <ol className="checklist-items">
            {list.items.map(({ key, name, must }) => (
              <li key={key}>
                {format.name(name)}
                {must && <span className="checklist-must">{t('office.checklists.must')}</span>}
              </li>
            ))}
          </ol>
        )}
      </td>
      <td>{shown.length > 0 ? shown.join(' · ') : <span className="dim">{t('office.checklists.nothing')}</span>}</td>
      <td>
        {onEdit && (
          <button type="button" className="button" aria-label={`${t('office.checklists.edit')} ${t(`words.category.${category}`)}`} onClick={onEdit}>
            {t('office.checklists.edit')}
          </button>
        )}
      </td>
    </tr>
  )
}
