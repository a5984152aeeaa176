import { Button, PasswordInput } from '@mantine/core'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { beginFactor, turnOffFactor, type Enrolment } from './live/sign-in-doors.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'

/** Whoever sits down at an open screen cannot make its second factor their own. */
export function SecondFactorPassword({ replace, onBegun, onOver }: { replace: boolean; onBegun: (enrolment: Enrolment) => void; onOver: () => void }) {
  const { t } = useTranslation()
  const { attempt, busy, trouble } = useTry()
  const [password, setPassword] = useState('')
  const [given, setGiven] = useState(!replace)
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { answer, trouble: met } = await attempt(async () => {
      if (!given) await turnOffFactor(password)
      setGiven(true)
      return beginFactor(password)
    })
    if (answer) onBegun(answer)
    else if (met?.kind === 'late') onOver()
    else field.current?.select()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="door-form">
      <PasswordInput
        ref={field}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        label={t('secondFactor.password')}
        description={t('secondFactor.passwordLead')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus
        maxLength={128}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TroubleNote trouble={trouble} wrong={t('secondFactor.wrongPassword')} forbidden={t('secondFactor.needed')} />
      <Button type="submit" loading={busy} size="md">
        {t('secondFactor.next')}
      </Button>
    </form>
  )
}
