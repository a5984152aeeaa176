import { useTranslation } from 'react-i18next'
import type { Grant } from '#shared/roles.ts'
import { difference } from './grant-rules.ts'
import { useGrantWords } from './grant-words.tsx'

/** What saving will do to somebody's rights, before it does. */
export function GrantsDifference({ before, after }: { before: readonly Grant[]; after: readonly Grant[] }) {
  const { t } = useTranslation()
  const words = useGrantWords()
  const { added, withdrawn } = difference(before, after)
  if (added.length + withdrawn.length === 0) return <p className="dim">{t('office.members.rights.same')}</p>
  const part = (kind: 'added' | 'withdrawn', grants: Grant[]) =>
    grants.length > 0 && (
      <div className={`grants-${kind}`}>
        <strong>{t(`office.members.rights.${kind}`)}</strong>
        <ul>
          {grants.map((grant) => (
            <li key={words(grant)}>
              <span aria-hidden="true">{kind === 'added' ? '+' : '−'}</span> {words(grant)}
            </li>
          ))}
        </ul>
      </div>
    )
  return (
    <div className="grants-difference" role="status">
      {part('added', added)}
      {part('withdrawn', withdrawn)}
    </div>
  )
}
