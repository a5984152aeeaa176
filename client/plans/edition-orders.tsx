import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Plan } from '#shared/plans.ts'
import { useCommand } from '../live/command-state.ts'
import { say, sayFailure } from '../ui/notices.ts'
import { OfficeConfirm, OfficeForm } from '../ui/office-dialog.tsx'
import { useNewEdition } from './new-edition.ts'

export type Order = 'submit' | 'return' | 'retire' | 'discard' | 'newEdition'
type Props = { plan: Plan; onClose: () => void }

/** One step of an edition's life, in a dialog that says what it does. */
export function EditionOrder({ order, ...props }: Props & { order: Order }) {
  switch (order) {
    case 'submit':
      return <Submit {...props} />
    case 'return':
      return <Return {...props} />
    case 'newEdition':
      return <NewEdition {...props} />
    default:
      return <Retire {...props} draft={order === 'discard'} />
  }
}

/** What lists plans and editions asks again. */
export function useRead(): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: ['plan'] })
    void client.invalidateQueries({ queryKey: ['planEditions'] })
  }
}

function Submit({ plan, onClose }: Props) {
  const { t } = useTranslation()
  const read = useRead()
  const { run, busy, failure } = useCommand('plan.submit')
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (!(await run({ version: plan.version, reason }, plan.id))) return
    read()
    say(t('office.planEditor.submitted'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.planEditor.submitting.title')} submit={t('office.planEditor.submit')} size="30rem" busy={busy} failure={failure} onSubmit={() => void submit()} onClose={onClose}>
      <p>{t('office.planEditor.submitting.what')}</p>
      <Textarea label={t('office.planEditor.submitting.note')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} data-autofocus />
    </OfficeForm>
  )
}

function Return({ plan, onClose }: Props) {
  const { t } = useTranslation()
  const read = useRead()
  const { run, busy, failure } = useCommand('plan.return')
  const confirm = async (reason: string) => {
    if (!(await run({ version: plan.version, reason }, plan.id))) return
    read()
    say(t('office.planEditor.returned'))
    onClose()
  }
  return <OfficeConfirm title={t('office.planEditor.returning.title')} what={t('office.planEditor.returning.what')} submit={t('office.planEditor.return')} reason busy={busy} failure={failure} onConfirm={(reason) => void confirm(reason)} onClose={onClose} />
}

function Retire({ plan, draft, onClose }: Props & { draft: boolean }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const read = useRead()
  const { run, busy, failure } = useCommand('plan.retire')
  const about = draft ? 'discarding' : 'retiring'
  const confirm = async (reason: string) => {
    if (!(await run({ version: plan.version, reason }, plan.id))) return
    read()
    say(t(`office.planEditor.${about}.done`))
    go('/plans/library')
  }
  return (
    <OfficeConfirm
      title={t(`office.planEditor.${about}.title`)} what={t(`office.planEditor.${about}.what`)} submit={t(draft ? 'office.planEditor.discard' : 'office.planEditor.retire')} danger reason busy={busy} failure={failure} onConfirm={(reason) => void confirm(reason)} onClose={onClose}
    />
  )
}

/** Nothing is asked: it is a draft, and can be thrown away. */
function NewEdition({ plan, onClose }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const { begin, failure } = useNewEdition()
  const read = useRead()
  useEffect(() => {
    void begin(plan.id).then((made) => {
      onClose()
      if (!made) return
      read()
      say(t('office.planLibrary.drafted'))
      go(`/plans/library/${made}`)
    })
    // Once for each press.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => {
    if (failure) sayFailure(failure)
  }, [failure])
  return null
}
