import { act, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CommandInput } from '#shared/commands.ts'
import { startWords } from '../i18n/setup.ts'
import { hearClock } from '../live/now.ts'
import { useStarts } from './use-starts.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
await startWords()

const pressed = Date.parse('2026-03-01T08:00:00.000Z')
/** By how much the clock of this desk is behind that of the server, in milliseconds. */
const behind = 90_000
const asked: { at: string; key: string | null }[] = []
let answers: ('lost' | Response)[] = []
const sentence = '确认已超过 30 秒，请重新确认'
const tooOld = () => Response.json({ type: '/faults/invalid', title: '内容有误', status: 400, detail: '', errors: [{ field: 'at', message: sentence }] }, { status: 400 })
const started = () => Response.json({ body: { id: 'a1', state: 'running' }, cursor: 1 })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  vi.setSystemTime(pressed)
  hearClock(pressed + behind, pressed)
  asked.length = 0
  vi.stubGlobal('fetch', (_path: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
    asked.push({ at: (JSON.parse(body) as { at: string }).at, key: headers['Idempotency-Key'] ?? null })
    const answer = answers.shift() ?? started()
    return answer === 'lost' ? Promise.reject(new TypeError('no line')) : Promise.resolve(answer)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const shown = (): { current: ReturnType<typeof useStarts>; show: () => Promise<void>; end: () => Promise<void> } => {
  const root = createRoot(document.createElement('div'))
  const held = { current: null as unknown as ReturnType<typeof useStarts>, show: () => act(async () => root.render(<Page />)), end: () => act(async () => root.unmount()) }
  function Page() {
    const starts = useStarts()
    useEffect(() => {
      held.current = starts
    })
    return null
  }
  return held
}
const input: Omit<CommandInput<'activation.start'>, 'at'> = { plan: 'p', community: 'c', drill: false, reason: 'x' }

test('a start says when it was pressed, by the clock of the server, however often it is sent again; the next press is another', async () => {
  answers = ['lost', 'lost', tooOld()]
  const page = shown()
  await page.show()
  const press = () => act(async () => {
    const going = page.current.go(['c'], () => input)
    await vi.advanceTimersByTimeAsync(2_000)
    await going
  })
  await press()
  expect(asked.map(({ at }) => Date.parse(at) - pressed)).toEqual([behind, behind, behind])
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
  expect(page.current.failure?.problem?.errors).toEqual([{ field: 'at', message: sentence }])
  expect(page.current.busy).toBe(false)

  await press()
  expect(Date.parse(asked.at(-1)?.at ?? '') - pressed).toBe(behind + 2_000)
  expect(page.current.failure).toBeNull()
  expect(page.current.isDone('c')).toBe(true)
  await page.end()
})
