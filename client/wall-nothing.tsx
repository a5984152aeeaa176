import { useTranslation } from 'react-i18next'
import type { Me } from './live/session.ts'
import { useSignOut } from './live/sign-out.ts'
import { Door } from './ui/door.tsx'

/** Nothing to watch: an administrator is told how a site comes in, everybody else whom to ask. */
export function WallNothing({ grants, onRetry }: { grants: Me['grants']; onRetry: () => void }) {
  const { t } = useTranslation()
  const leave = useSignOut()
  const administrator = grants.some(({ role }) => role === 'administrator')
  return (
    <Door title={t(administrator ? 'nothing.title' : 'nothing.titleOthers')}>
      {administrator ? (
        <>
          <p>{t('nothing.import')}</p>
          <pre className="door-code" tabIndex={0}>
            <code>
              {t('nothing.command')
                .split(/(?<= )/)
                .map((word, index) => (
                  <span key={index} className="door-word">
                    {word}
                  </span>
                ))}
            </code>
          </pre>
          <p className="dim">{t('nothing.demo')}</p>
        </>
      ) : (
        <p>{t('state.forbidden')}</p>
      )}
      <div className="door-hands">
        <button type="button" className="button button-next" onClick={onRetry}>
          {t('state.reload')}
        </button>
        <button type="button" className="button" onClick={() => void leave()}>
          {t('act.signOut')}
        </button>
      </div>
    </Door>
  )
}
