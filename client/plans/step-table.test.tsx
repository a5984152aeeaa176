import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PlanStep } from '#shared/plans.ts'
import { startWords } from '../i18n/setup.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
localStorage.setItem('watchfloor.language', 'zh')
await startWords()
await Promise.all([import('../i18n/office.ts'), import('../i18n/flow.ts')])
const { StepTable } = await import('./step-table.tsx')

const both = (text: string) => ({ zh: text, en: text })
const step = (key: string, after: string[], more: Partial<PlanStep> = {}): PlanStep => ({ key, post: 'repair', name: both(`做${key}`), instruction: both(''), minutes: null, after, notify: null, ...more })
const steps = [
  step('a', [], { kind: 'decide', answers: [{ key: 'yes', name: both('是') }, { key: 'no', name: both('否') }], minutes: 0.5, skill: 'lift' }),
  step('b', ['a'], { when: { step: 'a', answer: 'no' }, needs: { note: true, photo: false, second: true }, must: true, minutes: 180, instruction: both('要小心') }),
  step('c', ['b', 'a'], { minutes: 90 }),
]
let root: Root
let page: HTMLElement

function Table() {
  const [chosen, choose] = useState<string | null>('a')
  return <StepTable steps={steps} chosen={chosen} marked={new Set(['c'])} onChoose={choose} />
}

beforeEach(async () => {
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  await act(async () => root.render(<Table />))
})
afterEach(async () => {
  await act(async () => root.unmount())
  page.remove()
})

const cells = (key: string) => [...page.querySelectorAll(`[data-step="${key}"] > *`)].map((cell) => cell.textContent?.trim())
const chosen = () => page.querySelector('tbody [aria-current]')?.getAttribute('data-step')

test('each step says in its line what it is, whose, until when, after what, on which answer and what it needs', () => {
  expect(cells('a')).toEqual(['1', '判断', '做a', '维修 · 电梯', '30 秒', '一开始', '', ''])
  expect(cells('b')).toEqual(['2', '动作', '做b要小心', '维修', '3 小时', '1', '1 否', '备注、复核、不可跳过'])
  expect(cells('c')).toEqual(['3', '动作', '做c 有问题', '维修', '90 分钟', '1、2', '', ''])
})

test('a step is chosen by its line or its name, and arrows go from line to line', async () => {
  const press = (key: string) => act(async () => page.querySelector('[aria-current] button')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
  expect(chosen()).toBe('a')
  await press('ArrowUp')
  expect(chosen()).toBe('a')
  await press('ArrowDown')
  expect([chosen(), document.activeElement?.textContent]).toEqual(['b', '做b'])
  await act(async () => page.querySelector<HTMLElement>('[data-step="c"] td')?.click())
  expect(chosen()).toBe('c')
  expect(page.querySelector('[data-step="c"] button')?.getAttribute('aria-pressed')).toBe('true')
})
