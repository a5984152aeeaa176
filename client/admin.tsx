import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { sees, type View } from '#shared/roles.ts'
import './i18n/office.ts'
import { meQuery, type Me } from './live/session.ts'
import './ui/office.css'
import { usePageTitle } from './ui/page-title.ts'

type PageName = 'feeds' | 'people' | 'rosters' | 'handovers' | 'dispatch' | 'responses' | 'rules' | 'accounts' | 'policy' | 'walls' | 'keys' | 'quarantine' | 'report-codes' | 'promises' | 'calendars' | 'checklists' | 'webhooks' | 'messages' | 'audit'
type Page = { name: PageName; group: 'staff' | 'rules' | 'access' | 'trace'; view: View; page: LazyExoticComponent<ComponentType> }

/** Each page is for who may see what it lists. */
const pages: readonly Page[] = [
  { name: 'people', group: 'staff', view: 'staff', page: lazy(() => import('./people/staff-page.tsx')) },
  { name: 'rosters', group: 'staff', view: 'roster', page: lazy(() => import('./rosters/roster-page.tsx')) },
  { name: 'handovers', group: 'staff', view: 'handovers', page: lazy(() => import('./handovers/handovers-page.tsx')) },
  { name: 'dispatch', group: 'rules', view: 'dispatchRules', page: lazy(() => import('./dispatch/dispatch-page.tsx')) },
  { name: 'responses', group: 'rules', view: 'responses', page: lazy(() => import('./responses/responses-page.tsx')) },
  { name: 'rules', group: 'rules', view: 'rules', page: lazy(() => import('./rules/rules-page.tsx')) },
  { name: 'promises', group: 'rules', view: 'promises', page: lazy(() => import('./promises/promises-page.tsx')) },
  { name: 'calendars', group: 'rules', view: 'calendars', page: lazy(() => import('./promises/calendars-page.tsx')) },
  { name: 'checklists', group: 'rules', view: 'checklists', page: lazy(() => import('./checklists/checklists-page.tsx')) },
  { name: 'messages', group: 'rules', view: 'templates', page: lazy(() => import('./messages/messages-page.tsx')) },
  { name: 'accounts', group: 'access', view: 'members', page: lazy(() => import('./members/members-page.tsx')) },
  { name: 'policy', group: 'access', view: 'policy', page: lazy(() => import('./members/policy-page.tsx')) },
  { name: 'walls', group: 'access', view: 'walls', page: lazy(() => import('./walls/walls-page.tsx')) },
  { name: 'keys', group: 'access', view: 'keys', page: lazy(() => import('./keys/keys-page.tsx')) },
  { name: 'quarantine', group: 'access', view: 'quarantine', page: lazy(() => import('./quarantine/quarantine-page.tsx')) },
  { name: 'report-codes', group: 'access', view: 'reportCodes', page: lazy(() => import('./report-codes/codes-page.tsx')) },
  { name: 'feeds', group: 'access', view: 'feeds', page: lazy(() => import('./feeds/feeds-page.tsx')) },
  { name: 'webhooks', group: 'access', view: 'webhooks', page: lazy(() => import('./webhooks/webhooks-page.tsx')) },
  { name: 'audit', group: 'trace', view: 'audit', page: lazy(() => import('./audit/audit-page.tsx')) },
]
const groups = ['staff', 'rules', 'access', 'trace'] as const

const maySee = (me: Me, view: View): boolean => me.grants.some(({ role }) => sees[view].includes(role))

/** The office: people, access and the audit, each page by its address. */
export default function Admin() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const { data: me } = useQuery(meQuery)
  const mine = me ? pages.filter(({ view }) => maySee(me, view)) : []
  const asked = path.split('/')[2]
  const shown = pages.find(({ name }) => name === asked) ?? mine[0]
  usePageTitle(shown && t(`office.admin.page.${shown.name}`))
  if (!me) return null
  const Shown = shown && maySee(me, shown.view) ? shown.page : null
  return (
    <div className="office">
      <nav className="office-nav" aria-label={t('office.admin.nav')}>
        <Link href="/">← {t('office.admin.back')}</Link>
        {groups.map((group) => {
          const ofGroup = mine.filter((page) => page.group === group)
          return (
            ofGroup.length > 0 && (
              <div key={group} role="group" aria-label={t(`office.admin.group.${group}`)}>
                <h2>{t(`office.admin.group.${group}`)}</h2>
                {ofGroup.map(({ name }) => (
                  <Link key={name} href={`/admin/${name}`} aria-current={shown?.name === name ? 'page' : undefined}>
                    {t(`office.admin.page.${name}`)}
                  </Link>
                ))}
              </div>
            )
          )
        })}
      </nav>
      <main className="office-main">
        {Shown ? (
          <Suspense fallback={<p role="status">{t('state.loading')}</p>}>
            <Shown />
          </Suspense>
        ) : (
          <p className="office-empty">{t(shown ? 'office.admin.forbidden' : 'office.admin.nothing')}</p>
        )}
      </main>
    </div>
  )
}
