import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v4 } from 'uuid'
import type { Checklist } from '#shared/checklists.ts'
import type { Category } from '#shared/orders.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

type Props = { category: Category; /** What holds now. */ list: Checklist | null; community: string | null; onDone: () => void; onClose: () => void }
type Item = Checklist['items'][number]

const most = 40

export function ChecklistForm({ category, list, community, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('checklist.change')
  const [items, setItems] = useState<readonly Item[]>(list?.items ?? [])
  const [shown, setShown] = useState({ photo: list?.photo ?? false, signature: list?.signature ?? false })
  const own = list !== null && list.community === community
  const put = (index: number, more: Partial<Item>) => setItems(items.map((item, at) => (at === index ? { ...item, ...more } : item)))
  const submit = async () => {
    if (!(await run({ category, community, items: [...items], ...shown, version: own ? list.version : null }))) return
    say(t('office.checklists.saved'))
    onDone()
  }
  const incomplete = items.some(({ name }) => name.zh.trim() === '' || name.en.trim() === '')
  return (
    <OfficeForm title={t('office.checklists.editOf', { category: t(`words.category.${category}`) })} submit={t('office.admin.save')} busy={busy} failure={failure} disabled={incomplete} onSubmit={() => void submit()} onClose={onClose} size="48rem">
      {!own && community !== null && <p className="dim">{t('office.checklists.own')}</p>}
      {items.map((item, index) => (
        <ItemFields
          key={item.key}
          item={item}
          count={index + 1}
          onChange={(more) => put(index, more)}
          onUp={index === 0 ? null : () => setItems([...items.slice(0, index - 1), item, ...items.slice(index - 1, index), ...items.slice(index + 1)])}
          onRemove={() => setItems(items.filter((_, at) => at !== index))}
        />
      ))}
      {items.length < most && (
        <button type="button" className="button checklist-add" onClick={() => setItems([...items, { key: v4().slice(0, 8), name: { zh: '', en: '' }, must: false }])}>
          {t('office.checklists.add')}
        </button>
      )}
      <fieldset className="checklist-shown">
        <legend>{t('office.checklists.shown')}</legend>
        {(['photo', 'signature'] as const).map((what) => (
          <label key={what}>
            <input type="checkbox" checked={shown[what]} onChange={(event) => setShown({ ...shown, [what]: event.currentTarget.checked })} />
            {t(`office.checklists.${what}`)}
          </label>
        ))}
      </fieldset>
    </OfficeForm>
  )
}

type ItemProps = { item: Item; count: number; onChange: (more: Partial<Item>) => void; onUp: (() => void) | null; onRemove: () => void }

function ItemFields({ item: { name, must }, count, onChange, onUp, onRemove }: ItemProps) {
  const { t } = useTranslation()
  return (
    <div className="checklist-item">
      <TextInput aria-label={t('office.checklists.item', { count })} value={name.zh} onChange={(event) => onChange({ name: { ...name, zh: event.currentTarget.value } })} maxLength={200} placeholder={t('office.checklists.inChinese')} />
      <TextInput aria-label={t('office.checklists.itemEn', { count })} value={name.en} onChange={(event) => onChange({ name: { ...name, en: event.currentTarget.value } })} maxLength={200} placeholder={t('office.checklists.inEnglish')} />
      <label>
        <input type="checkbox" aria-label={t('office.checklists.mustOf', { count })} checked={must} onChange={(event) => onChange({ must: event.currentTarget.checked })} />
        <span aria-hidden="true">{t('office.checklists.must')}</span>
      </label>
      <button type="button" className="button button-bare" aria-label={t('office.checklists.up', { count })} disabled={onUp === null} onClick={() => onUp?.()}>
        <span aria-hidden="true">↑</span>
      </button>
      <button type="button" className="button button-bare" aria-label={t('office.checklists.remove', { count })} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  )
}
