import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { categories, facilities, priorities } from '#shared/orders.ts'
import type { AlarmResponse } from '#shared/responses.ts'

type Made = AlarmResponse['order']
const usual: NonNullable<Made> = { category: 'repair', priority: 'high', facility: null }

/** The order that an alarm makes by itself, or none. */
export function OrderFields({ order, onChange }: { order: Made; onChange: (order: Made) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="response-fields">
      <legend>{t('office.responses.head.order')}</legend>
      <label>
        <input type="checkbox" checked={order !== null} onChange={(event) => onChange(event.currentTarget.checked ? usual : null)} />
        {t('office.responses.form.order')}
      </label>
      {order && (
        <>
          <div className="response-order">
            <Select
              label={t('office.responses.form.category')} allowDeselect={false} value={order.category} data={categories.map((one) => ({ value: one, label: t(`words.category.${one}`) }))}
              onChange={(chosen) => onChange({ ...order, category: categories.find((one) => one === chosen) ?? order.category })}
            />
            <Select
              label={t('office.responses.form.priority')} allowDeselect={false} value={order.priority} data={priorities.map((one) => ({ value: one, label: t(`words.priority.${one}`) }))}
              onChange={(chosen) => onChange({ ...order, priority: priorities.find((one) => one === chosen) ?? order.priority })}
            />
            <Select
              label={t('office.responses.form.facility')} allowDeselect={false} value={order.facility ?? ''}
              data={[{ value: '', label: t('office.responses.form.noFacility') }, ...facilities.map((one) => ({ value: one, label: t(`words.facility.${one}`) }))]}
              onChange={(chosen) => onChange({ ...order, facility: facilities.find((one) => one === chosen) ?? null })}
            />
          </div>
          <p className="dim">{t('office.responses.form.joins')}</p>
        </>
      )}
    </fieldset>
  )
}
