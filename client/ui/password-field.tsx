import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A password as it must be typed everywhere: needed, never over 128 characters, to be looked at by whoever wishes. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation()
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} required withAsterisk={false} maxLength={128} {...props} />
}
