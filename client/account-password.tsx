import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword } from './live/sign-in-doors.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { say } from './ui/notices.ts'
import { OfficeForm } from './ui/office-dialog.tsx'
import { PasswordField } from './ui/password-field.tsx'

/** The own password, which only its owner changes here. */
export function AccountPassword({ username }: { username: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="account-line">
      <p className="dim">{t('account.passwordLead')}</p>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('account.changePassword')}
      </button>
      {open && <ChangePassword username={username} onClose={() => setOpen(false)} />}
    </div>
  )
}

function ChangePassword({ username, onClose }: { username: string; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { attempt, busy, trouble, wrong } = useTry()
  const [typed, setTyped] = useState({ old: '', fresh: '', again: '' })
  const [unlike, setUnlike] = useState(false)
  const change = async () => {
    setUnlike(typed.fresh !== typed.again)
    if (typed.fresh !== typed.again) return
    const { trouble: met } = await attempt(() => changePassword(typed.old, typed.fresh))
    if (met) return
    onClose()
    say(t('account.passwordChanged'))
    void client.invalidateQueries({ queryKey: ['sessions'] })
  }
  const field = (name: keyof typeof typed) => ({
    visibilityToggleButtonProps: { 'aria-label': t('signIn.showPassword') },
    required: true,
    withAsterisk: false,
    maxLength: 128,
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  })
  return (
    <OfficeForm title={t('account.changePassword')} submit={t('account.changePassword')} busy={busy} failure={null} onSubmit={() => void change()} onClose={onClose} size="30rem">
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordField {...field('old')} label={t('account.oldPassword')} autoComplete="current-password" data-autofocus error={wrong.password} />
      <PasswordField {...field('fresh')} label={t('account.newPassword')} autoComplete="new-password" minLength={12} error={wrong.newPassword} />
      <PasswordField {...field('again')} label={t('account.repeat')} autoComplete="new-password" error={unlike && t('account.unlike')} />
      <TroubleNote trouble={wrong.password || wrong.newPassword ? null : trouble} wrong={t('secondFactor.wrongPassword')} />
    </OfficeForm>
  )
}
