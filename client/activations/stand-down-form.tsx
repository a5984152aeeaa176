import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOver } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { RunFormProps } from './run-form.ts'

/** What is looked at before it ends, and which of the steps that are left become orders. */
export function StandDownForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const plan = useQuery({ queryKey: ['plan', activation.plan], queryFn: () => ask('plan', {}, activation.plan), staleTime: Infinity, retry: 1 })
  const points = (plan.data?.standDown ?? []).map((point) => format.name(point))
  const left = activation.steps.filter((step) => !isOver(step))
  const [seen, setSeen] = useState<readonly string[]>([])
  const [orders, setOrders] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const { run, busy, failure } = useCommand('activation.finish')
  const open = points.length - seen.length
  const turned = (list: readonly string[], one: string) => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one])
  const finish = async () => {
    const all = new Set(left.map(({ key }) => key))
    if (!(await run({ version: activation.version, note, stoodDown: [...seen], orders: orders.filter((key) => all.has(key)) }, activation.id))) return
    say(t('run.dialog.finished'))
    onClose()
  }
  return (
    <OfficeForm title={title} submit={t('run.finish')} busy={busy} failure={failure} danger onSubmit={() => void finish()} onClose={onClose}>
      <p>{t('run.dialog.standDownLead')}</p>
      {points.length > 0 && (
        <fieldset className="run-ticks">
          <legend>{t('run.dialog.checklist')}</legend>
          {points.map((point) => (
            <label key={point}>
              <input type="checkbox" checked={seen.includes(point)} onChange={() => setSeen(turned(seen, point))} />
              {point}
            </label>
          ))}
        </fieldset>
      )}
      {left.length === 0 ? (
        <p className="dim">{t('run.dialog.leftNone')}</p>
      ) : (
        <fieldset className="run-ticks">
          <legend>
            <span className="soon">{t('run.dialog.left')}</span> <small className="dim">{t('run.dialog.leftLead')}</small>
          </legend>
          {left.map((step) => (
            <label key={step.key}>
              <input type="checkbox" checked={orders.includes(step.key)} onChange={() => setOrders(turned(orders, step.key))} />
              {format.name(step.name)} <small className="dim">{t(`words.stepState.${step.state}`)}</small>
            </label>
          ))}
        </fieldset>
      )}
      <Textarea label={t('run.dialog.result')} value={note} onChange={(event) => setNote(event.currentTarget.value)} placeholder={t('run.dialog.resultHint')} maxLength={2000} autosize minRows={2} />
      {open > 0 && <p className="soon">{t('run.dialog.unchecked', { count: open })}</p>}
    </OfficeForm>
  )
}
