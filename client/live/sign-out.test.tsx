import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startWords } from '../i18n/setup.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const dropped = vi.fn(() => Promise.resolve())
vi.mock('./phone-store.ts', () => ({ dropHeld: dropped }))
await startWords()
const { isLeaving, useSignOut } = await import('./sign-out.ts')
const { meQuery } = await import('./session.ts')

const reload = vi.fn()
const asked: string[] = []
beforeEach(() => {
  localStorage.clear()
  vi.clearAllMocks()
  asked.length = 0
  vi.spyOn(location, 'reload').mockImplementation(reload)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const answering = (status: number | null) =>
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    return status === null ? Promise.reject(new TypeError('no line')) : Promise.resolve(new Response('{}', { status, headers: { 'content-type': 'application/json' } }))
  })

async function signOut(client: QueryClient): Promise<void> {
  let leave: () => Promise<void> = () => Promise.reject(new Error('not shown'))
  function Page() {
    const signOut = useSignOut()
    useEffect(() => {
      leave = signOut
    })
    return null
  }
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<QueryClientProvider client={client}><Page /></QueryClientProvider>))
  await leave()
  await act(async () => root.unmount())
}

test('a sign-out without a line drops what the phone holds at once, and is told before anybody is asked who it is', async () => {
  answering(null)
  const client = new QueryClient()
  client.setQueryData(['field-sites'], ['a home'])
  await signOut(client)
  expect([dropped.mock.calls.length > 0, isLeaving(), client.getQueryData(['field-sites']), reload.mock.calls.length]).toEqual([true, true, undefined, 0])
  await expect(client.fetchQuery(meQuery)).rejects.toThrow()
  expect(asked.some((path) => path.includes('/api/me'))).toBe(false)

  answering(503)
  await expect(client.fetchQuery(meQuery)).rejects.toThrow()
  expect([asked.some((path) => path.includes('/api/me')), localStorage.length]).toEqual([false, 1])

  answering(200)
  await client.fetchQuery(meQuery)
  expect(asked.slice(-2)).toEqual(['/api/auth/sign-out', '/api/me'])
  expect([localStorage.length, reload.mock.calls.length]).toEqual([0, 1])
})

test('one that the server hears is done, and nothing is owed', async () => {
  answering(200)
  await signOut(new QueryClient())
  expect([dropped.mock.calls.length, localStorage.length, reload.mock.calls.length, asked]).toEqual([1, 0, 1, ['/api/auth/sign-out']])
})
