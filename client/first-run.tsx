import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post, Refused } from './live/api.ts'
import type { Failure } from './live/command-state.ts'
import { signIn } from './live/sign-in-doors.ts'
import { Door } from './ui/door.tsx'
import { PasswordField } from './ui/password-field.tsx'
import { ProblemNote } from './ui/problem-note.tsx'

/** An empty installation: whoever can read the server's output makes the first administrator. */
export default function FirstRun({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useForm({ initialValues: { token: '', name: '', username: '', password: '' } })
  const submit = form.onSubmit(async (values) => {
    setFailure(null)
    try {
      await post('/api/first-run', values)
      await signIn(values.username, values.password)
      onDone()
    } catch (error) {
      const problem = error instanceof Refused ? error.problem : null
      const errors = (problem?.errors ?? []).filter(({ field }) => field in values)
      form.setErrors(Object.fromEntries(errors.map(({ field, message }) => [field, message])))
      // What is said at its field is not said again.
      if (errors[0]) form.getInputNode(errors[0].field)?.focus()
      else setFailure({ problem })
    }
  })
  return (
    <Door title={t('firstRun.title')}>
      <p className="dim">{t('firstRun.lead')}</p>
      <form onSubmit={submit} className="door-form">
        <TextInput label={t('firstRun.token')} name="token" required withAsterisk={false} autoFocus autoComplete="off" {...form.getInputProps('token')} />
        <TextInput label={t('firstRun.name')} name="name" required withAsterisk={false} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={t('firstRun.username')} name="username" required withAsterisk={false} autoComplete="username" {...form.getInputProps('username')} />
        <PasswordField label={t('firstRun.password')} name="password" minLength={12} autoComplete="new-password" {...form.getInputProps('password')} />
        <ProblemNote failure={failure} />
        <Button type="submit" loading={form.submitting} size="md">
          {t('firstRun.submit')}
        </Button>
      </form>
    </Door>
  )
}
