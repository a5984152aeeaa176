import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountCodes } from './account-codes.tsx'
import { turnOffFactor, type SignIn } from './live/sign-in-doors.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { say } from './ui/notices.ts'
import { OfficeForm } from './ui/office-dialog.tsx'
import { PasswordField } from './ui/password-field.tsx'

/** The own second factor: whether there is one, and what can be done about it. */
export function AccountFactor({ signIn, onEnrol }: { signIn: SignIn; onEnrol: (how: 'set-up' | 'replace') => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'codes' | 'off' | null>(null)
  if (signIn.source === 'company') return <p className="dim">{t('account.factorCompany')}</p>
  const close = () => setOpen(null)
  if (signIn.secondFactor !== 'set') {
    return (
      <div className="account-line">
        <p>{t('account.factorOff')}</p>
        <button type="button" className="button button-next" onClick={() => onEnrol('set-up')}>
          {t('account.setUp')}
        </button>
      </div>
    )
  }
  return (
    <div className="account-line">
      <p>{t('account.factorOn')}</p>
      <div className="account-hands">
        <button type="button" className="button" onClick={() => onEnrol('replace')}>
          {t('account.replace')}
        </button>
        <button type="button" className="button" onClick={() => setOpen('codes')}>
          {t('account.newCodes')}
        </button>
        <button type="button" className="button" onClick={() => setOpen('off')}>
          {t('account.turnOff')}
        </button>
      </div>
      {open === 'codes' && <AccountCodes onClose={close} />}
      {open === 'off' && <TurnOff onClose={close} />}
    </div>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { attempt, busy, trouble } = useTry()
  const [password, setPassword] = useState('')
  const off = async () => {
    const { trouble: met } = await attempt(() => turnOffFactor(password))
    if (met) return
    onClose()
    say(t('account.turnedOff'))
    void client.invalidateQueries({ queryKey: ['sign-in'] })
    void client.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <OfficeForm title={t('account.turnOff')} submit={t('account.turnOff')} danger busy={busy} failure={null} onSubmit={() => void off()} onClose={onClose} size="30rem">
      <p>{t('account.turnOffWhat')}</p>
      <PasswordField
        label={t('secondFactor.password')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TroubleNote trouble={trouble} wrong={t('secondFactor.wrongPassword')} forbidden={t('secondFactor.needed')} />
    </OfficeForm>
  )
}
