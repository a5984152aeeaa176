import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { AccountFactor } from './account-factor.tsx'
import { AccountPassword } from './account-password.tsx'
import { AccountSessions } from './account-sessions.tsx'
import './i18n/door.ts'
import './i18n/office.ts'
import { chooseLanguage } from './i18n/setup.ts'
import { meQuery } from './live/session.ts'
import { askSignIn } from './live/sign-in-doors.ts'
import { useSignOut } from './live/sign-out.ts'
import { GrantList } from './members/grant-words.tsx'
import SecondFactor from './second-factor.tsx'
import { OfficePage } from './ui/office-page.tsx'
import { usePageTitle } from './ui/page-title.ts'
import { say } from './ui/notices.ts'
import { Facts } from './ui/sheet.tsx'
import './account.css'

/** Who I am here, my password and second factor, and where I am signed in. */
export default function Account() {
  const { t, i18n } = useTranslation()
  usePageTitle(t('account.title'))
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const { data: signIn } = useQuery({ queryKey: ['sign-in'], queryFn: askSignIn })
  const [enrolling, setEnrolling] = useState<'set-up' | 'replace' | null>(null)
  const leave = useSignOut()
  if (!me) return null
  if (enrolling) {
    const done = (words?: string) => {
      setEnrolling(null)
      if (words) say(words)
      void client.invalidateQueries({ queryKey: ['sign-in'] })
      void client.invalidateQueries({ queryKey: ['sessions'] })
    }
    return <SecondFactor why="own" replace={enrolling === 'replace'} onLeave={() => done()} onDone={() => done(t('account.turnedOn'))} />
  }
  const other = i18n.language === 'zh' ? 'en' : 'zh'
  return (
    <main className="account">
      <nav className="account-nav">
        <Link href="/">← {t('account.back')}</Link>
        <button type="button" className="button button-bare" lang={other === 'zh' ? 'zh-CN' : 'en'} aria-label={t('header.languageLabel')} onClick={() => chooseLanguage(other)}>
          {t('header.language')}
        </button>
      </nav>
      <OfficePage
        title={t('account.title')}
        actions={
          <button type="button" className="button" onClick={() => void leave()}>
            {t('act.signOut')}
          </button>
        }
      >
        <div className="account-part">
          <Facts
            rows={[
              [t('account.name'), me.user.name],
              [t('account.user'), me.user.username],
              ...(signIn ? ([[t('account.source'), t(`account.bySource.${signIn.source}`)]] as const) : []),
              [t('account.rights'), <GrantList key="rights" grants={me.grants} none={t('account.noRights')} />],
            ]}
          />
        </div>
        {signIn?.source === 'password' && (
          <Part title={t('account.password')}>
            <AccountPassword username={me.user.username} />
          </Part>
        )}
        {signIn && (
          <Part title={t('account.factor')}>
            <AccountFactor signIn={signIn} onEnrol={setEnrolling} />
          </Part>
        )}
        <Part title={t('account.sessions')}>
          <AccountSessions />
        </Part>
      </OfficePage>
    </main>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="account-part" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)
