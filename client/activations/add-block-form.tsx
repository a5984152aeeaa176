import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { usePlans } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { RunFormProps } from './run-form.ts'

/** The steps of another plan join those that run. */
export function AddBlockForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const plans = (usePlans().data ?? []).filter(({ id }) => id !== activation.plan)
  const [plan, setPlan] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { run, busy, failure } = useCommand('activation.add-block')
  const send = async () => plan && (await run({ version: activation.version, plan, reason }, activation.id)) && onClose()
  return (
    <OfficeForm title={title} submit={title} busy={busy} failure={failure} disabled={!plan || reason.trim() === ''} onSubmit={() => void send()} onClose={onClose}>
      <Select
        label={t('run.dialog.block')} description={plans.length === 0 ? t('run.dialog.blockNone') : undefined}
        data={plans.map((row) => ({ value: row.id, label: [format.name(row.name), t('run.preview.steps', { count: row.steps.length })].join(t('join.dot')) }))} value={plan} onChange={setPlan} searchable
      />
      <Textarea label={t('run.dialog.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}
