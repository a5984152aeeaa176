import { useTranslation } from 'react-i18next'
import type { Held } from '#shared/roles.ts'
import { useScopeWords } from '../ui/office-fields.tsx'

/** A right in words: "值班经理（翰林花园）". */
export function useGrantWords(): (grant: Held) => string {
  const { t } = useTranslation()
  const scopeWords = useScopeWords()
  return ({ role, scope }) => t('office.members.right', { role: t(`office.admin.role.${role}`), scope: scopeWords(scope) })
}

export function GrantList({ grants, none }: { grants: readonly Held[]; none: string }) {
  const words = useGrantWords()
  if (grants.length === 0) return <span className="dim">{none}</span>
  return (
    <ul className="grant-list">
      {grants.map((grant) => (
        <li key={words(grant)}>{words(grant)}</li>
      ))}
    </ul>
  )
}
