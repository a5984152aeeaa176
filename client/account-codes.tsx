import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newBackupCodes } from './live/sign-in-doors.ts'
import { BackupCodes } from './second-factor-backup.tsx'
import { EitherCode } from './second-factor-password.tsx'
import { codeOf } from './sign-in-rules.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { say } from './ui/notices.ts'
import { OfficeForm } from './ui/office-dialog.tsx'
import { PasswordField } from './ui/password-field.tsx'
import './ui/door.css'
import './second-factor.css'

/** New backup codes for those that were used or lost. */
export function AccountCodes({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { attempt, busy, trouble, wrong } = useTry()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const make = async () => {
    const { answer } = await attempt(() => newBackupCodes(password, codeOf(code)))
    if (answer) setCodes(answer)
  }
  const kept = () => {
    onClose()
    say(t('account.newCodesDone'))
  }
  if (codes) {
    return (
      <Modal opened onClose={kept} title={t('secondFactor.keepTitle')} size="30rem" lockScroll={false} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
        <div className="form">
          <BackupCodes codes={codes} onKept={kept} />
        </div>
      </Modal>
    )
  }
  return (
    <OfficeForm title={t('account.newCodes')} submit={t('account.newCodes')} busy={busy} failure={null} onSubmit={() => void make()} onClose={onClose} size="30rem">
      <p>{t('account.newCodesWhat')}</p>
      <PasswordField
        label={t('secondFactor.password')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={wrong.password}
      />
      <EitherCode value={code} onChange={setCode} error={wrong.code} />
      <TroubleNote trouble={wrong.password || wrong.code ? null : trouble} wrong={t('secondFactor.wrongPassword')} />
    </OfficeForm>
  )
}
