import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doorAddresses } from '#shared/paths.ts'
import { sessionCookie } from '../rights-callers.ts'
import { Stock } from '../rights-stock.ts'
import { testConfig } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let stock: Stock
let page: Page
let phone: Page

beforeAll(async () => {
  stage = await setStage()
  stock = new Stock(stage.databaseUrl, stage.world)
  const { user } = await stock.user('administrator', [{ role: 'administrator', scope: { kind: 'everything' } }])
  const { token } = await stock.session(user)
  const [name = '', value = ''] = sessionCookie(testConfig(stage.databaseUrl), token).split('=')
  const opened = async (width: number, height: number): Promise<Page> => {
    const context = await stage.browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })
    await context.addCookies([{ name, value, url: stage.base }])
    return context.newPage()
  }
  ;[page, phone] = [await opened(1920, 1080), await opened(390, 844)]
})
afterAll(async () => {
  await stock?.close()
  await stage?.end()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const alarm = { id: '0b8d0c1e-6f4e-4c1b-9a53-3f6f5f6c1b01', community: 'A', device: '1-L1', kind: 'lift.fault', severity: 'bad', change: 'raised', text: '门机故障' }

test('what a device sent wrongly is seen with its reason, put right and replayed', async () => {
  await page.goto(`${stage.base}/admin/quarantine`)
  await page.getByText('没有读不懂的消息。').waitFor()
  expect((await stage.byKey(doorAddresses.alarms, alarm)).status).toBe(400)
  await button('刷新').click()
  const row = page.getByRole('row').filter({ hasText: '门机故障' })
  await row.getByText('severity：').waitFor()
  expect(await worst(page)).toEqual([])

  await row.getByRole('button', { name: '改正' }).click()
  const dialog = page.getByRole('dialog')
  const editor = dialog.getByLabel('消息')
  await editor.fill('{ "id": ')
  await dialog.getByText('不是格式正确的 JSON').waitFor()
  expect(await dialog.getByRole('button', { name: '重放' }).isDisabled()).toBe(true)
  await editor.fill(JSON.stringify({ ...alarm, severity: 'worse' }))
  await dialog.getByRole('button', { name: '重放' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'severity' }).waitFor()
  expect(await worst(page)).toEqual([])
  await editor.fill(JSON.stringify({ ...alarm, severity: 'major' }, null, 2))
  await dialog.getByText('格式正确', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: '重放' }).click()
  await page.getByText('没有读不懂的消息。').waitFor()
  // The sender, put right as well, finds it done.
  expect((await stage.byKey(doorAddresses.alarms, { ...alarm, severity: 'major' })).status).toBe(202)
})

test('what one broken device sent over and over is dismissed together', async () => {
  for (let i = 0; i < 4; i++) await stage.byKey(doorAddresses.alarms, { ...alarm, severity: `bad ${i}` })
  await button('刷新').click()
  await page.getByText('同一原因 4 条').waitFor()
  await button('全部忽略').click()
  await page.getByRole('dialog').getByRole('button', { name: '忽略', exact: true }).click()
  await page.getByText('没有读不懂的消息。').waitFor()
})

test('on a phone nothing runs out of the page', async () => {
  await stage.byKey(doorAddresses.alarms, { ...alarm, severity: 'bad' })
  await phone.goto(`${stage.base}/admin/quarantine`)
  await phone.getByRole('row').filter({ hasText: '门机故障' }).waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await worst(phone)).toEqual([])
})
