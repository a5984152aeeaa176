import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch } from 'wouter'
import { get, Refused } from './live/api.ts'
import { meQuery } from './live/session.ts'
import { Boundary } from './ui/boundary.tsx'
import { showDisplay, useDisplay } from './ui/display-state.ts'
import { theme } from './ui/theme.ts'

const Wall = lazy(() => import('./wall.tsx'))
const Admin = lazy(() => import('./admin.tsx'))
const SignIn = lazy(() => import('./sign-in.tsx'))
const FirstRun = lazy(() => import('./first-run.tsx'))
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
          <Gate />
        </Boundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Who is not known signs in; an empty installation first makes its administrator. */
function Gate() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const stranger = me.error instanceof Refused && me.error.problem?.status === 401
  const first = useQuery({ queryKey: ['first-run'], queryFn: async () => (await get('/api/first-run')) as { needed: boolean }, enabled: stranger, retry: false })

  useEffect(() => {
    if (stranger || !me.isError) return
    const again = setTimeout(() => void me.refetch(), 3000)
    return () => clearTimeout(again)
  }, [stranger, me])

  if (me.data && !stranger) {
    return (
      <Suspense fallback={<Waiting words={t('state.loading')} />}>
        <Switch>
          <Route path="/admin/*?" component={Admin} />
          <Route component={Wall} />
        </Switch>
      </Suspense>
    )
  }
  if (stranger && !first.isPending) {
    return (
      <Suspense fallback={<Waiting words={t('state.loading')} />}>
        {first.data?.needed ? <FirstRun onDone={() => void me.refetch()} /> : <SignIn onDone={() => void me.refetch()} />}
      </Suspense>
    )
  }
  return <Waiting words={me.isError && !stranger ? t('signIn.unreachable') : t('state.loading')} />
}

const Waiting = ({ words }: { words: string }) => (
  <main className="door">
    <p role="status" className="dim">
      {words}
    </p>
  </main>
)
