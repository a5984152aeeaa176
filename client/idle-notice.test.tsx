import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startWords } from './i18n/setup.ts'
import { useActivity } from './live/activity.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
await startWords()
const { default: IdleNotice } = await import('./idle-notice.tsx')

const minute = 60_000
let root: Root
let page: HTMLElement

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T03:00:00Z') })
  localStorage.setItem('watchfloor.language', 'zh')
  useActivity.setState({ toldAt: Date.now() })
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  await act(async () => root.render(<IdleNotice idleAfter={30 * minute} />))
})
afterEach(async () => {
  await act(async () => root.unmount())
  page.remove()
  vi.useRealTimers()
})

const pass = (time: number) => act(async () => vi.advanceTimersByTime(time))
const said = () => page.querySelector('[role="alert"]')?.textContent ?? null

test('two minutes before the end it says so, and counts down', async () => {
  await pass(28 * minute - 1_000)
  expect(said()).toBeNull()
  await pass(1_000)
  expect(said()).toContain('2')
  expect(page.querySelector('[aria-hidden="true"]')?.textContent).toBe('02:00')
  await pass(minute)
  expect(said()).toContain('1')
  expect(page.querySelectorAll('button')).toHaveLength(1)
})

test('a hand anywhere that the server heard of ends it', async () => {
  await pass(29 * minute)
  expect(said()).not.toBeNull()
  await act(async () => useActivity.setState({ toldAt: Date.now() }))
  expect(said()).toBeNull()
  await pass(27 * minute)
  expect(said()).toBeNull()
})

test('when it is over there is nothing more to say here: the door says why', async () => {
  await pass(30 * minute)
  expect(said()).toBeNull()
})
