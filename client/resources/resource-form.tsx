import { Select, TextInput } from '@mantine/core'
import { useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isFirm, resourceKinds, type Resource } from '#shared/resources.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { pointIn } from './pool-rules.ts'

type Draft = Record<'zh' | 'en' | 'amount' | 'stock' | 'wanted' | 'contact' | 'placeZh' | 'placeEn' | 'point' | 'goodUntil', string>

const draftOf = (held: Resource | null): Draft => ({
  zh: held?.name.zh ?? '', en: held?.name.en ?? '', amount: held?.amount ?? '', stock: held?.stock?.toString() ?? '', wanted: held?.wanted?.toString() ?? '', contact: held?.contact ?? '',
  placeZh: held?.place.zh ?? '', placeEn: held?.place.en ?? '', point: held?.point?.join(', ') ?? '', goodUntil: held?.goodUntil ?? '',
})
const count = (text: string): number | null => (text === '' ? null : Number(text))

/** `held`: what is changed; null: something new. */
export function ResourceForm({ community, held, onClose }: { community: string; held: Resource | null; onClose: () => void }) {
  const { t } = useTranslation()
  const add = useCommand('resource.add')
  const change = useCommand('resource.change')
  const [kind, setKind] = useState(held?.kind ?? 'repair-firm')
  const [draft, setDraft] = useState(() => draftOf(held))
  const text = (name: keyof Draft, maxLength = 200) => ({
    label: t(`office.resources.field.${name}`), value: draft[name], maxLength, autoComplete: 'off', onChange: (event: ChangeEvent<HTMLInputElement>) => setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  const point = pointIn(draft.point)
  const save = async () => {
    if (point === undefined) return
    const [zh, placeZh] = [draft.zh.trim(), draft.placeZh.trim()]
    const about = {
      kind, name: { zh, en: draft.en.trim() || zh }, amount: draft.amount, contact: draft.contact, place: { zh: placeZh, en: draft.placeEn.trim() || placeZh }, point,
      stock: isFirm(kind) ? null : count(draft.stock), wanted: isFirm(kind) ? null : count(draft.wanted), goodUntil: draft.goodUntil || null,
    }
    const done = held ? await change.run({ version: held.version, ...about }, held.id) : await add.run({ community, ...about })
    if (!done) return
    say(t(held ? 'office.resources.changed' : 'office.resources.added'))
    onClose()
  }
  return (
    <OfficeForm
      title={t(held ? 'office.resources.changeTitle' : 'office.resources.add')} submit={t('office.resources.save')} busy={add.busy || change.busy} failure={add.failure ?? change.failure}
      disabled={draft.zh.trim() === '' || draft.placeZh.trim() === '' || point === undefined} onSubmit={() => void save()} onClose={onClose} size="40rem"
    >
      <Select label={t('office.resources.head.kind')} data={resourceKinds.map((value) => ({ value, label: t(`words.resourceKind.${value}`) }))} value={kind} onChange={(value) => setKind(resourceKinds.find((one) => one === value) ?? kind)} allowDeselect={false} />
      <div className="form-pair">
        <TextInput {...text('zh')} required withAsterisk={false} data-autofocus />
        <TextInput {...text('en')} placeholder={t('office.resources.sameHint')} />
      </div>
      <div className="form-pair">
        <TextInput {...text('placeZh')} required withAsterisk={false} />
        <TextInput {...text('placeEn')} placeholder={t('office.resources.sameHint')} />
      </div>
      <div className="form-pair">
        <TextInput {...text('contact', 120)} />
        <TextInput type="date" {...text('goodUntil')} />
      </div>
      {!isFirm(kind) && (
        <div className="form-pair">
          <TextInput type="number" min={0} max={1_000_000} step={1} {...text('stock')} placeholder={t('office.resources.notCounted')} />
          <TextInput type="number" min={0} max={1_000_000} step={1} {...text('wanted')} />
        </div>
      )}
      <div className="form-pair">
        <TextInput {...text('amount', 60)} placeholder={t('office.resources.amountHint')} />
        <TextInput {...text('point', 60)} placeholder={t('office.resources.pointHint')} error={point === undefined && t('office.resources.badPoint')} />
      </div>
    </OfficeForm>
  )
}
