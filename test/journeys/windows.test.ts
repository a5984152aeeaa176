import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../rights-callers.ts'
import { Stock } from '../rights-stock.ts'
import { testConfig } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let stock: Stock
let page: Page
let wall: WallPage

beforeAll(async () => {
  stage = await setStage()
  stock = new Stock(stage.databaseUrl, stage.world)
  const { user } = await stock.user('administrator', [{ role: 'administrator', scope: { kind: 'everything' } }])
  const { token } = await stock.session(user)
  const [name = '', value = ''] = sessionCookie(testConfig(stage.databaseUrl), token).split('=')
  const context = await stage.browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  await context.addCookies([{ name, value, url: stage.base }])
  page = await context.newPage()
  ;[wall] = (await stage.walls({})) as [WallPage]
})
afterAll(async () => {
  await stock?.close()
  await stage?.end()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const group = (name: string) => page.getByRole('region', { name, exact: true }).first()

/** Of the first lift of A. */
const say = async (kind: string, change: 'raised' | 'cleared', device = stage.world.a.machines[0]?.code): Promise<void> => {
  const { status } = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: stage.world.a.code, device, kind, severity: 'major', change, text: '' })
  expect(status).toBe(202)
}
const onWall = (text: string) => wall.page.locator('[data-alarm]').filter({ hasText: text })

/** Nothing has to be scrolled to sideways but tables, which do so by themselves. */
async function fitsOnPhone(): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (size) await page.setViewportSize(size)
}

test('maintenance of a device is planned from its own address, keeps its alarms from the wall, and when it is ended what holds is there', async () => {
  const device = stage.world.a.machines[0]
  await page.goto(`${stage.base}/work/windows?device=${device?.id}`)
  await page.getByText('此设备没有检修。').waitFor()
  await button('安排检修').click()
  await dialog().getByText('涵盖 1 台设备。').waitFor()
  await dialog().getByLabel('事由').fill('更换曳引轮')
  expect(await worst(page)).toEqual([])
  await dialog().getByRole('button', { name: '安排', exact: true }).click()
  await group('进行中').getByText('更换曳引轮').waitFor()
  expect(await worst(page)).toEqual([])
  await fitsOnPhone()

  await say('lift.fault', 'raised')
  await say('lift.fault', 'raised', stage.world.a.machines[1]?.code)
  await onWall('2 栋 1 号梯').waitFor()
  expect(await onWall('1 栋 1 号梯').count()).toBe(0)

  await button('提前结束').click()
  await dialog().getByText('1 栋 1 号梯的检修现在结束').waitFor()
  await dialog().getByRole('button', { name: '提前结束', exact: true }).click()
  await group('近 30 天').getByText('更换曳引轮').waitFor()
  await onWall('1 栋 1 号梯').waitFor()
})

test('what is planned for later can be cancelled, and a window has to end after it begins', async () => {
  await page.goto(`${stage.base}/work/windows`)
  await button('安排检修').click()
  await dialog().getByText('整个小区', { exact: true }).click()
  await dialog().getByText('涵盖 4 台设备。').waitFor()
  await dialog().getByLabel('开始').fill('2099-03-01T08:00')
  await dialog().getByText('结束须晚于开始和现在。').waitFor()
  await dialog().getByLabel('开始').fill('')
  const later = (hours: number): string => new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16)
  await dialog().getByLabel('开始').fill(later(24))
  await dialog().getByRole('button', { name: '4 小时', exact: true }).click()
  await dialog().getByLabel('事由').fill('全区断电检修')
  await dialog().getByRole('button', { name: '安排', exact: true }).click()
  await group('已安排').getByText('全区断电检修').waitFor()
  await button('取消检修').click()
  await dialog().getByRole('button', { name: '取消检修', exact: true }).click()
  await group('近 30 天').getByText('全区断电检修').waitFor()
})

test('a feed says when it was last heard, and its limit is changed', async () => {
  await page.goto(`${stage.base}/admin/feeds`)
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await row('告警').getByText(/前$/).waitFor()
  await row('公共预警').getByText('从未收到').waitFor()
  await row('告警').getByRole('button', { name: '更改' }).click()
  await dialog().getByRole('combobox').click()
  await page.getByRole('option', { name: '15分钟' }).click()
  await dialog().getByRole('button', { name: '保存', exact: true }).click()
  await row('告警').getByText('本小区设定').waitFor()
  expect(await worst(page)).toEqual([])
  await fitsOnPhone()
})
