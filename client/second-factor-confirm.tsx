import { Button } from '@mantine/core'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { giveCode, type Enrolment } from './live/sign-in-doors.ts'
import { digitsOf } from './sign-in-rules.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { CodeField } from './ui/code-field.tsx'
import { QrCode } from './ui/qr-code.tsx'

/** The secret for the authenticator, as a picture and as text, and the first code that it makes of it. */
export function SecondFactorConfirm({ enrolment, onConfirmed, onOver }: { enrolment: Enrolment; onConfirmed: () => void; onOver: () => void }) {
  const { t } = useTranslation()
  const { attempt, busy, trouble } = useTry()
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { trouble: met } = await attempt(() => giveCode(digitsOf(typed)))
    if (!met) onConfirmed()
    else if (met.kind === 'late') onOver()
    else field.current?.select()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="door-form">
      <p>{t('secondFactor.scan')}</p>
      <QrCode text={enrolment.uri} label={t('secondFactor.qr')} />
      <div>
        <p className="dim">{t('secondFactor.orType')}</p>
        <code className="second-factor-secret" data-testid="secret">
          {enrolment.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
      </div>
      <p>{t('secondFactor.confirmLead')}</p>
      <CodeField ref={field} value={typed} onChange={setTyped} />
      <TroubleNote trouble={trouble} wrong={t('secondFactor.wrongCode')} />
      <Button type="submit" loading={busy} size="md">
        {t('secondFactor.confirm')}
      </Button>
    </form>
  )
}
