import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Door } from './ui/door.tsx'
import { post, Refused } from './live/api.ts'

type Why = 'signIn.failed' | 'signIn.tooMany' | 'signIn.unreachable'

export default function SignIn({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [why, setWhy] = useState<Why | null>(null)
  const form = useForm({ initialValues: { username: '', password: '' } })
  const submit = form.onSubmit(async (values) => {
    setWhy(null)
    try {
      await post('/api/auth/sign-in/username', values)
      onDone()
    } catch (error) {
      const status = error instanceof Refused ? error.problem?.status : undefined
      setWhy(status === undefined || status >= 500 ? 'signIn.unreachable' : status === 429 ? 'signIn.tooMany' : 'signIn.failed')
    }
  })
  return (
    <Door title={t('signIn.title')}>
      <form onSubmit={submit} className="door-form">
        <TextInput label={t('signIn.username')} name="username" autoComplete="username" required withAsterisk={false} autoFocus {...form.getInputProps('username')} />
        <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} label={t('signIn.password')} name="password" autoComplete="current-password" required withAsterisk={false} {...form.getInputProps('password')} />
        {why && (
          <p role="alert" className="late">
            {t(why)}
          </p>
        )}
        <Button type="submit" loading={form.submitting} size="md">
          {t('act.signIn')}
        </Button>
      </form>
    </Door>
  )
}
