import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testConfig } from '../world.ts'
import { sessionCookie } from '../rights-callers.ts'
import { Stock } from '../rights-stock.ts'
import { send } from '../screen.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let stock: Stock
let page: Page
const desk = { width: 1366, height: 768 }

beforeAll(async () => {
  stage = await setStage()
  stock = new Stock(stage.databaseUrl, stage.world)
  const { user } = await stock.user('administrator', [{ role: 'administrator', scope: { kind: 'everything' } }])
  const { token } = await stock.session(user)
  const [name = '', value = ''] = sessionCookie(testConfig(stage.databaseUrl), token).split('=')
  const context = await stage.browser.newContext({ viewport: desk, locale: 'zh-CN' })
  await context.addCookies([{ name, value, url: stage.base }])
  page = await context.newPage()
  await page.goto(`${stage.base}/admin/keys`)
})
afterAll(async () => {
  await stock?.close()
  await stage?.end()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const alarm = (id: string) => ({ id, community: 'A', kind: 'lift.fault', severity: 'major', change: 'raised' })
const ids = ['0b8d0c1e-6f4e-4c1b-9a53-3f6f5f6c1a01', '0b8d0c1e-6f4e-4c1b-9a53-3f6f5f6c1a02', '0b8d0c1e-6f4e-4c1b-9a53-3f6f5f6c1a03'] as const
const knock = async (key: string, id: string): Promise<number> => (await send(stage.base, '/api/doors/alarms', alarm(id), { key })).status
const shownKey = async (): Promise<string> => (await page.getByRole('dialog').locator('.office-secret code').first().textContent()) ?? ''

test('a key is issued, shown once, used, rotated and revoked', async () => {
  await button('新建密钥').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('东门网关')
  await dialog.getByRole('combobox', { name: '范围' }).click()
  await page.getByRole('option', { name: '小区A' }).click()
  expect(await worst(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await worst(page)).toEqual([])
  await page.setViewportSize(desk)
  await dialog.getByRole('button', { name: '新建密钥' }).click()
  await dialog.getByText('只显示这一次').waitFor()
  const first = await shownKey()
  // All of it is seen without scrolling sideways.
  const [frame, keep] = [await dialog.boundingBox(), await button('我已保存').boundingBox()]
  expect((keep?.x ?? Infinity) + (keep?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0))
  expect(first).toMatch(/^wf_[\w-]{43}$/)
  expect(await dialog.locator('.key-example').first().textContent()).toContain('/api/doors/alarms')
  expect(await worst(page)).toEqual([])
  await button('我已保存').click()
  await row('东门网关').getByText('从未使用').waitFor()
  expect(await page.content()).not.toContain(first)

  expect(await knock(first, ids[0])).toBe(202)
  await page.reload()
  await row('东门网关').getByText('来自 127.0.0.1').waitFor()

  await row('东门网关').getByRole('button', { name: '轮换' }).click()
  await dialog.getByRole('button', { name: '轮换' }).click()
  await dialog.getByText('只显示这一次').waitFor()
  const second = await shownKey()
  await button('我已保存').click()
  await row('已轮换').waitFor()
  expect(await Promise.all([knock(first, ids[1]), knock(second, ids[2])])).toEqual([202, 202])

  await row('已轮换').getByRole('button', { name: '吊销' }).click()
  await dialog.getByText('5 秒内').waitFor()
  await dialog.getByRole('button', { name: '吊销' }).click()
  await row('已轮换').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /显示已失效的/ }).click()
  await row('吊销').filter({ hasText: first.slice(0, 8) }).waitFor()
  expect(await worst(page)).toEqual([])
  await expect.poll(() => knock(first, ids[1]), { timeout: 6_000 }).toBe(401)
})
