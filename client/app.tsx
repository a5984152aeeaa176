import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { Refused } from './live/api.ts'
import { isField, isWall } from './live/identity.ts'
import { meQuery, type Me } from './live/session.ts'
import { askSignIn, askWelcome } from './live/sign-in-doors.ts'
import { isLeaving, useSignOut } from './live/sign-out.ts'
import { Boundary } from './ui/boundary.tsx'
import { showDisplay, useDisplay } from './ui/display-state.ts'
import { theme } from './ui/theme.ts'

const Wall = lazy(() => import('./wall.tsx'))
const WallScreen = lazy(() => import('./wall-screen.tsx'))
const Pair = lazy(() => import('./pair.tsx'))
const Admin = lazy(() => import('./admin.tsx'))
const Work = lazy(() => import('./work.tsx'))
const Plans = lazy(() => import('./plans.tsx'))
const Field = lazy(() => import('./field.tsx'))
const FieldEntry = lazy(() => import('./field/field-entry.tsx'))
const Account = lazy(() => import('./account.tsx'))
const SignIn = lazy(() => import('./sign-in.tsx'))
const FirstRun = lazy(() => import('./first-run.tsx'))
const SecondFactor = lazy(() => import('./second-factor.tsx'))
const IdleNotice = lazy(() => import('./idle-notice.tsx'))
const Present = lazy(() => import('./present.tsx'))
const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } })

/** The server writes one nonce per answer into the page; style elements without it are not taken by the browser. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? ''

export function App() {
  const scheme = useDisplay((display) => display.theme)
  useEffect(() => {
    showDisplay()
    window.addEventListener('resize', showDisplay)
    return () => window.removeEventListener('resize', showDisplay)
  }, [])
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={nonce}>
      <Notifications position="top-center" limit={4} />
      <QueryClientProvider client={client}>
        <Boundary>
          {isWall ? (
            <Suspense fallback={null}>
              <WallScreen />
            </Suspense>
          ) : isField ? (
            <Suspense fallback={null}>
              <FieldEntry>
                <Gate />
              </FieldEntry>
            </Suspense>
          ) : (
            <Gate />
          )}
        </Boundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Milliseconds, unless the server says otherwise. */
const usualIdle = 30 * 60_000

/** Who is not known signs in; an empty installation first makes its administrator; some must then set up a second factor. */
function Gate() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const signIn = useQuery({ queryKey: ['sign-in'], queryFn: askSignIn, retry: false })
  const leave = useSignOut()
  const stranger = me.error instanceof Refused && me.error.problem?.status === 401
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: askWelcome, enabled: stranger, retry: false })
  const { refetch: askSignInAgain } = signIn

  useEffect(() => {
    if (stranger || !me.isError) return
    const again = setTimeout(() => void me.refetch(), 3000)
    return () => clearTimeout(again)
  }, [stranger, me])
  // Other rights may demand a second factor.
  useEffect(() => void (me.dataUpdatedAt && askSignInAgain()), [me.dataUpdatedAt, askSignInAgain])

  const waiting = <Waiting words={t('state.loading')} />
  if (stranger && !welcome.isPending) {
    const enter = async () => {
      // Another person may have sat down: nothing that was read for the one before is shown to them.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'sign-in' })
      await askSignInAgain()
      await me.refetch()
    }
    return (
      <Suspense fallback={waiting}>
        {welcome.data?.needed ? <FirstRun onDone={() => void enter()} /> : <SignIn company={welcome.data?.company ?? null} wasIn={me.data !== undefined} onDone={() => void enter()} />}
      </Suspense>
    )
  }
  if (me.data && !stranger && !signIn.isPending) {
    if (me.data.kind === 'person' && signIn.data?.secondFactor === 'needed') {
      return (
        <Suspense fallback={waiting}>
          <SecondFactor why="needed" onLeave={() => void leave()} onDone={() => void askSignInAgain()} />
        </Suspense>
      )
    }
    return (
      <>
        <Suspense fallback={waiting}>
          <Switch>
            <Route path="/admin/*?" component={Admin} />
            <Route path="/work/*?" component={Work} />
            <Route path="/plans/*?" component={Plans} />
            <Route path="/field/*?" component={Field} />
            <Route path="/account" component={Account} />
            <Route path="/pair" component={Pair} />
            <Route>
              <Home me={me.data} />
            </Route>
          </Switch>
        </Suspense>
        {me.data.kind === 'person' && !isField && <AtTheDesk idleAfter={signIn.data?.idleAfter ?? usualIdle} />}
      </>
    )
  }
  return <Waiting words={t(isLeaving() ? 'signIn.leaving' : me.isError && !stranger ? 'signIn.unreachable' : 'state.loading')} />
}

/** The wall; whoever only does what is given to them, and holds a phone, has a page for that, which opens by itself. */
function Home({ me }: { me: Me }) {
  const toField = me.person !== null && me.grants.every(({ role }) => role === 'field') && matchMedia('(max-width: 30em)').matches
  useEffect(() => {
    if (toField) location.replace('/field')
  }, [toField])
  return toField ? null : <Wall />
}

/** What only somebody who sits there needs; the wall's own line says already that they do. */
function AtTheDesk({ idleAfter }: { idleAfter: number }) {
  const [path] = useLocation()
  return (
    <Suspense fallback={null}>
      <IdleNotice idleAfter={idleAfter} />
      {/^\/(admin|account|pair)\b/.test(path) && <Present />}
    </Suspense>
  )
}

const Waiting = ({ words }: { words: string }) => (
  <main className="door">
    <p role="status" className="dim">
      {words}
    </p>
  </main>
)
