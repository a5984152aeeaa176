import { TextInput } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'

/** The digits of an authenticator. What is pasted may have spaces in it: whoever sends it takes the digits out. */
export function CodeField({ ref, value, onChange }: { ref?: Ref<HTMLInputElement>; value: string; onChange: (typed: string) => void }) {
  const { t } = useTranslation()
  return (
    <TextInput
      {...(ref ? { ref } : {})}
      label={t('secondFactor.code')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="000000"
      required
      withAsterisk={false}
      autoFocus
      maxLength={20}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
