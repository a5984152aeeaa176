import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '#shared/plans.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { useRead } from './edition-orders.tsx'

/** Puts an edition in force: what is different about it, and which findings it takes in. */
export function PublishPlan({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation()
  const read = useRead()
  const { run, busy, failure } = useCommand('plan.publish')
  const findings = useQuery({ queryKey: ['findings', { plan: plan.series }], queryFn: () => ask('findings', { plan: plan.series }) })
  const [change, setChange] = useState('')
  const [taken, setTaken] = useState<readonly string[]>([])
  const submit = async () => {
    if (!(await run({ version: plan.version, change, findings: [...taken] }, plan.id))) return
    read()
    say(t('office.planEditor.publishing.done'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.planEditor.publishing.title')} submit={t('office.planEditor.publish')} busy={busy} failure={failure} disabled={change.trim() === ''} onSubmit={() => void submit()} onClose={onClose}>
      <p>{t('office.planEditor.publishing.what')}</p>
      <Textarea label={t('office.planEditor.publishing.change')} placeholder={t('office.planEditor.publishing.changeHint')} value={change} onChange={(event) => setChange(event.currentTarget.value)} maxLength={400} required withAsterisk={false} autosize minRows={2} data-autofocus />
      <Asked query={findings}>
        {(rows) => {
          const open = rows.filter(({ state, edition }) => state !== 'dropped' && !edition)
          if (open.length === 0) return null
          return (
            <fieldset className="plain-set">
              <legend>{t('office.planEditor.publishing.findings')}</legend>
              {open.map(({ id, text, proposal }) => (
                <label key={id} className="finding-line">
                  <input type="checkbox" checked={taken.includes(id)} onChange={() => setTaken(taken.includes(id) ? taken.filter((one) => one !== id) : [...taken, id])} />
                  <span>
                    {text}
                    {proposal && <small className="dim">{t('office.planEditor.publishing.proposal', { text: proposal })}</small>}
                  </span>
                </label>
              ))}
            </fieldset>
          )
        }}
      </Asked>
    </OfficeForm>
  )
}
