import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resourceKinds, type ResourceKind } from '#shared/resources.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { RunFormProps } from './run-form.ts'

/** Something more of the pool is called for: the nearest, or one that is named. */
export function RequestForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [kind, setKind] = useState<ResourceKind>('repair-firm')
  const [amount, setAmount] = useState<number | string>(1)
  const [resource, setResource] = useState<string | null>(null)
  const { run, busy, failure } = useCommand('activation.request')
  const pool = useCatalogue().resources.filter((row) => row.community === activation.community && row.kind === kind && !row.ended)
  const send = async () => {
    if (!(await run({ version: activation.version, kind, amount: Number(amount), resource }, activation.id))) return
    say(t('run.dialog.requested'))
    onClose()
  }
  return (
    <OfficeForm title={title} submit={title} busy={busy} failure={failure} disabled={!(Number(amount) >= 1)} onSubmit={() => void send()} onClose={onClose}>
      <div className="form-pair">
        <Select
          label={t('run.dialog.kind')} data={resourceKinds.map((value) => ({ value, label: t(`words.resourceKind.${value}`) }))} value={kind} allowDeselect={false}
          onChange={(value) => {
            setKind(resourceKinds.find((one) => one === value) ?? kind)
            setResource(null)
          }}
        />
        <NumberInput label={t('run.dialog.amount')} value={amount} onChange={setAmount} min={1} max={10_000} allowDecimal={false} />
      </div>
      <Select
        label={t('run.dialog.resource')} placeholder={t('run.dialog.resourceAny')} value={resource} onChange={setResource} searchable clearable
        data={pool.map((row) => ({ value: row.id, label: [format.name(row.name), row.stock == null ? row.amount : t('run.preview.stock', { count: row.stock })].filter(Boolean).join(t('join.dot')) }))}
      />
    </OfficeForm>
  )
}
