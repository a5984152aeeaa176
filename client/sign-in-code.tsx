import { Button, TextInput } from '@mantine/core'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { giveBackupCode, giveCode } from './live/sign-in-doors.ts'
import { digitsOf } from './sign-in-rules.ts'
import { TroubleNote, useTry } from './sign-in-trouble.tsx'
import { CodeField } from './ui/code-field.tsx'

/** The second step of a sign-in. `onBack` is told whether it took too long. */
export function SignInCode({ onDone, onBack }: { onDone: () => void; onBack: (late: boolean) => void }) {
  const { t } = useTranslation()
  const { attempt, busy, trouble, clear } = useTry()
  const [by, setBy] = useState<'app' | 'backup'>('app')
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const app = by === 'app'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { trouble: met } = await attempt(() => (app ? giveCode(digitsOf(typed)) : giveBackupCode(typed.trim())))
    if (!met) onDone()
    else if (met.kind === 'late') onBack(true)
    else field.current?.select()
  }
  const turn = () => {
    setBy(app ? 'backup' : 'app')
    setTyped('')
    clear()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="door-form" key={by}>
      <p className="dim">{t(app ? 'secondFactor.codeLead' : 'secondFactor.backupLead')}</p>
      {app ? (
        <CodeField ref={field} value={typed} onChange={setTyped} />
      ) : (
        <TextInput ref={field} label={t('secondFactor.backup')} name="backup" autoComplete="off" autoCapitalize="none" spellCheck={false} required withAsterisk={false} autoFocus maxLength={40} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      )}
      <TroubleNote trouble={trouble} wrong={t(app ? 'secondFactor.wrongCode' : 'secondFactor.wrongBackup')} />
      <Button type="submit" loading={busy} size="md">
        {t('secondFactor.verify')}
      </Button>
      <div className="door-hands">
        <button type="button" className="button button-bare" onClick={turn}>
          {t(app ? 'secondFactor.useBackup' : 'secondFactor.useCode')}
        </button>
        <button type="button" className="button button-bare" onClick={() => onBack(false)}>
          {t('secondFactor.again')}
        </button>
      </div>
    </form>
  )
}
