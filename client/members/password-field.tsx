import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { makePassword } from './password-rules.ts'

/** A password for somebody else: it is shown, because it is handed over. */
export function PasswordField({ label, value, onChange, error }: { label: string; value: string; onChange: (password: string) => void; error?: string | undefined }) {
  const { t } = useTranslation()
  return (
    <div className="password-field">
      <TextInput label={label} autoComplete="off" autoCapitalize="none" spellCheck={false} required withAsterisk={false} minLength={12} maxLength={128} value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error} />
      <button type="button" className="button" onClick={() => onChange(makePassword())}>
        {t('office.members.generate')}
      </button>
    </div>
  )
}
