import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../rights-callers.ts'
import { Stock } from '../rights-stock.ts'
import { testConfig } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let stock: Stock
let page: Page

beforeAll(async () => {
  stage = await setStage()
  stock = new Stock(stage.databaseUrl, stage.world)
  const { user } = await stock.user(`manager-${randomUUID().slice(0, 8)}`, [{ role: 'duty-manager', scope: { kind: 'everything' } }])
  const { token } = await stock.session(user)
  const [name = '', value = ''] = sessionCookie(testConfig(stage.databaseUrl), token).split('=')
  const context = await stage.browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  await context.addCookies([{ name, value, url: stage.base }])
  page = await context.newPage()
})
afterAll(async () => {
  await stock?.close()
  await stage?.end()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const row = (name: string) => page.getByRole('row').filter({ hasText: name })

test('a duty manager fills the pool, sees what is missing, tests a contact and ends what is gone', async () => {
  await page.goto(`${stage.base}/plans/resources`)
  await page.getByText('资源池是空的。').waitFor()
  await page.getByText('还缺 6 家').waitFor()
  await button('添加资源').click()
  await dialog().getByLabel('名称（中文）').fill('安捷电梯维修')
  await dialog().getByLabel('地点（中文）').fill('文三路')
  await dialog().getByLabel('联系方式').fill('调度 8001')
  await dialog().getByLabel('经度, 纬度（WGS-84）').fill('x')
  await dialog().getByText('请填“经度, 纬度”').waitFor()
  await dialog().getByLabel('经度, 纬度（WGS-84）').fill('120.001, 30.001')
  expect(await worst(page)).toEqual([])
  await dialog().getByRole('button', { name: '保存' }).click()
  await page.getByText('还缺 5 家').waitFor()
  await row('安捷电梯维修').getByText('联系方式从未测试').waitFor()
  await page.getByRole('button', { name: '测试联系：安捷电梯维修' }).click()
  await dialog().getByText('调度 8001').waitFor()
  await dialog().getByRole('button', { name: '保存' }).click()
  await row('安捷电梯维修').getByText('今天测试过').waitFor()

  const { A } = stock.spots()
  await stock.resource(A, { kind: 'supply', name: { zh: '防滑沙袋', en: 'Sandbags' }, stock: 3, wanted: 20, amount: '袋', goodUntil: '2026-01-01' })
  await page.reload()
  await row('防滑沙袋').getByText('缺 17').waitFor()
  await row('防滑沙袋').getByText('已过期').waitFor()
  expect(await worst(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1920, height: 1080 })

  await page.getByRole('button', { name: '停用：防滑沙袋' }).click()
  await dialog().getByRole('textbox').fill('已发完')
  await dialog().getByRole('button', { name: '停用', exact: true }).click()
  await row('防滑沙袋').waitFor({ state: 'detached' })
})
