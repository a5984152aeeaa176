import { Button, TextInput } from '@mantine/core'
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { companyAddress, signIn, type Welcome } from './live/sign-in-doors.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { PasswordField } from './ui/password-field.tsx'

type Props = { company: Welcome['company']; onCode: () => void; onDone: () => void }

export function SignInPassword({ company, onCode, onDone }: Props) {
  const { t } = useTranslation()
  const { attempt, busy, trouble } = useTry()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [capsLock, setCapsLock] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { answer } = await attempt(() => signIn(username, password))
    if (!answer) field.current?.select()
    else if (answer.next === 'second-factor') onCode()
    else onDone()
  }
  const hearKey = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <>
      <form onSubmit={(event) => void submit(event)} className="door-form">
        <TextInput label={t('signIn.username')} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required withAsterisk={false} autoFocus maxLength={60} value={username} onChange={(event) => setUsername(event.currentTarget.value)} />
        <PasswordField
          ref={field}
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyDown={hearKey}
          onKeyUp={hearKey}
          onBlur={() => setCapsLock(false)}
        />
        {capsLock && (
          <p role="status" className="soon">
            {t('door.capsLock')}
          </p>
        )}
        <TroubleNote trouble={trouble} wrong={t('signIn.failed')} />
        <Button type="submit" loading={busy} size="md">
          {t('act.signIn')}
        </Button>
      </form>
      {company && <CompanyButton name={company.name} />}
    </>
  )
}

/** The company's own sign-in is another page; it comes back here. */
function CompanyButton({ name }: { name: string }) {
  const { t } = useTranslation()
  const { attempt, busy, trouble } = useTry()
  const go = async () => {
    const { answer } = await attempt(companyAddress)
    if (answer) location.assign(answer)
  }
  return (
    <>
      <Button variant="default" size="md" loading={busy} onClick={() => void go()}>
        {t('door.company', { name })}
      </Button>
      <TroubleNote trouble={trouble} wrong={t('door.companyFailed')} />
    </>
  )
}
