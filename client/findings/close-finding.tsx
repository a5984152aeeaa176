import { SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#shared/findings.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

/** Done, or not to be done: either way it is said what came of it. */
export function CloseFinding({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('finding.close')
  const [state, setState] = useState<'done' | 'dropped'>('done')
  const [outcome, setOutcome] = useState('')
  const close = async () => {
    if (!(await run({ version: finding.version, state, outcome }, finding.id))) return
    say(t('office.findings.closed'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.findings.closeTitle')} submit={t('office.findings.close')} busy={busy} failure={failure} disabled={outcome.trim() === ''} onSubmit={() => void close()} onClose={onClose}>
      <p>{finding.text}</p>
      <SegmentedControl
        fullWidth value={state} onChange={(value) => setState(value === 'dropped' ? 'dropped' : 'done')} aria-label={t('office.findings.how')}
        data={[{ value: 'done', label: t('office.findings.done') }, { value: 'dropped', label: t('office.findings.dropped') }]}
      />
      <Textarea label={t('office.findings.outcome')} placeholder={t('office.findings.outcomeHint')} value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)} maxLength={400} autosize minRows={2} data-autofocus />
    </OfficeForm>
  )
}
