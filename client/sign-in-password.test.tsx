import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startWords } from './i18n/setup.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
await startWords()
await import('./i18n/door.ts')
const { SignInPassword } = await import('./sign-in-password.tsx')

let root: Root
let page: HTMLElement
const told: string[] = []

beforeEach(() => {
  told.length = 0
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(async () => {
  await act(async () => root.unmount())
  page.remove()
  vi.unstubAllGlobals()
})

const show = (company: { name: string } | null) =>
  act(async () =>
    root.render(
      <MantineProvider>
        <SignInPassword company={company} onCode={() => told.push('code')} onDone={() => told.push('in')} />
      </MantineProvider>,
    ),
  )
const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })))
const submit = () => act(async () => page.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))
const alert = () => page.querySelector('[role="alert"]')?.textContent ?? null

test('a key that comes with Caps Lock is told of while it is on', async () => {
  await show(null)
  const field = page.querySelector('input[name="password"]')
  const press = (on: boolean) => act(async () => field?.dispatchEvent(Object.assign(new KeyboardEvent('keydown', { key: 'A', bubbles: true }), { getModifierState: (key: string) => on && key === 'CapsLock' })))
  expect(page.querySelector('[role="status"]')).toBeNull()
  await press(true)
  expect(page.querySelector('[role="status"]')).not.toBeNull()
  await press(false)
  expect(page.querySelector('[role="status"]')).toBeNull()
})

test('the company’s sign-in is offered by its name, and only where there is one', async () => {
  await show(null)
  expect(page.querySelectorAll('form ~ button')).toHaveLength(0)
  await show({ name: '集团通行证' })
  expect(page.querySelector('form ~ button')?.textContent).toContain('集团通行证')
})

test('the right password leads in, or to the second factor', async () => {
  await show(null)
  answering(200, { next: 'signed-in' })
  await submit()
  answering(200, { next: 'second-factor' })
  await submit()
  expect(told).toEqual(['in', 'code'])
})

test('each failure has a sentence of its own, and waiting says how long', async () => {
  await show(null)
  const problem = (status: number) => ({ type: '/faults/x', title: '', status, detail: '' })
  const sentences: (string | null)[] = []
  for (const [status, headers] of [[401, {}], [429, { 'retry-after': '42' }], [429, {}], [503, {}], [418, {}]] as const) {
    answering(status, problem(status), headers)
    await submit()
    sentences.push(alert())
  }
  expect(new Set(sentences).size).toBe(5)
  expect(sentences[1]).toContain('42')
  expect(told).toEqual([])
})
