import { Button, Modal, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../live/command-state.ts'
import './form.css'
import { ProblemNote } from './problem-note.tsx'

type FormProps = {
  title: string
  submit: string
  busy: boolean
  failure: Failure | null
  onSubmit: () => void
  onClose: () => void
  danger?: boolean
  disabled?: boolean
  size?: string
  children: ReactNode
}

/** A form in a dialog: fields, why it was refused, and two ways on. */
export function OfficeForm({ title, submit, busy, failure, onSubmit, onClose, danger = false, disabled = false, size = '36rem', children }: FormProps) {
  const { t } = useTranslation()
  const send = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    onSubmit()
  }
  return (
    <Modal opened onClose={onClose} title={title} size={size} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form onSubmit={send} className="form">
        {children}
        <ProblemNote failure={failure} />
        <div className="dialog-foot">
          <Button variant="subtle" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={disabled} {...(danger ? { color: 'red' } : {})}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

type ConfirmProps = Omit<FormProps, 'onSubmit' | 'children' | 'disabled'> & { what: ReactNode; /** Shown below it. */ more?: ReactNode; reason?: boolean; onConfirm: (reason: string) => void }

/** What will happen, in a sentence, before it does. `reason`: it must be said why. */
export function OfficeConfirm({ what, more, reason = false, onConfirm, ...form }: ConfirmProps) {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  return (
    <OfficeForm {...form} size="30rem" disabled={reason && why.trim() === ''} onSubmit={() => onConfirm(why.trim())}>
      <p>{what}</p>
      {more}
      {reason && <Textarea label={t('office.admin.reason')} value={why} onChange={(event) => setWhy(event.currentTarget.value)} required withAsterisk={false} maxLength={400} autosize minRows={2} data-autofocus />}
    </OfficeForm>
  )
}
