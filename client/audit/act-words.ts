import { useTranslation } from 'react-i18next'
import { zh } from '../i18n/office/audit.ts'

type Act = keyof typeof zh.act

const keyOf = (name: string): string => name.replaceAll('.', '_')
const isAct = (key: string): key is Act => Object.hasOwn(zh.act, key)

/** Every act that has words, as it is named in the audit. */
export const knownActs: readonly string[] = Object.keys(zh.act).map((key) => key.replaceAll('_', '.'))

/** What was done, in words; what has none yet shows its name. */
export function useActWords(): (name: string) => string {
  const { t } = useTranslation()
  return (name) => {
    const key = keyOf(name)
    return isAct(key) ? t(`office.audit.act.${key}`) : name
  }
}
