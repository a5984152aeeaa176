import { Button, TextInput } from '@mantine/core'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { beginFactor, replaceFactor, type Enrolment } from './live/sign-in-doors.ts'
import { codeOf } from './sign-in-rules.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { PasswordField } from './ui/password-field.tsx'

/** Whoever sits down at an open screen cannot make its second factor their own. `replace`: there is one already, of which a code is asked for, too. */
export function SecondFactorPassword({ replace, onBegun, onOver }: { replace: boolean; onBegun: (enrolment: Enrolment) => void; onOver: () => void }) {
  const { t } = useTranslation()
  const { attempt, busy, trouble, wrong } = useTry()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { answer, trouble: met } = await attempt(() => (replace ? replaceFactor(password, codeOf(code)) : beginFactor(password)))
    if (answer) onBegun(answer)
    else if (met?.kind === 'late') onOver()
    else field.current?.select()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="door-form">
      <PasswordField
        ref={field}
        label={t('secondFactor.password')}
        description={t('secondFactor.passwordLead')}
        name="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={wrong.password}
      />
      {replace && <EitherCode value={code} onChange={setCode} error={wrong.code} />}
      <TroubleNote trouble={wrong.password || wrong.code ? null : trouble} wrong={t('secondFactor.wrongPassword')} />
      <Button type="submit" loading={busy} size="md">
        {t('secondFactor.next')}
      </Button>
    </form>
  )
}

/** Of the present authenticator, or one of the codes kept for the day without it. */
export function EitherCode({ value, onChange, error }: { value: string; onChange: (code: string) => void; error: string | undefined }) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('secondFactor.either')}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required
      withAsterisk={false}
      maxLength={40}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  )
}
