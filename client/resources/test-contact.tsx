import { SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Resource } from '#shared/resources.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

/** Somebody called: were they reached? */
export function TestContact({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('resource.contact')
  const [reached, setReached] = useState(true)
  const [note, setNote] = useState('')
  const save = async () => {
    if (!(await run({ version: resource.version, reached, note }, resource.id))) return
    say(t('office.resources.testDone'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.resources.testOf', { name: format.name(resource.name) })} submit={t('office.resources.save')} busy={busy} failure={failure} onSubmit={() => void save()} onClose={onClose} size="30rem">
      <p className="resource-contact">{resource.contact || t('office.resources.noContact')}</p>
      <SegmentedControl
        fullWidth value={reached ? 'yes' : 'no'} onChange={(value) => setReached(value === 'yes')} aria-label={t('office.resources.test')}
        data={[{ value: 'yes', label: t('office.resources.reached') }, { value: 'no', label: t('office.resources.notReached') }]}
      />
      <Textarea label={t('office.resources.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}
