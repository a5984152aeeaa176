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

/** Reports an order and gives the minutes from its report to the time that the wall counts down to. */
async function reported(title: string): Promise<() => Promise<number>> {
  const { body } = await stage.asManager('/api/orders', { community: stage.world.a.id, category: 'repair', title })
  const { reportedAt } = body.body as { reportedAt: string }
  const row = wall.orders.locator('[data-order]').filter({ hasText: title })
  return async () => (Date.parse((await row.locator('.order-clock').getAttribute('datetime')) ?? '') - Date.parse(reportedAt)) / 60_000
}

/** Nothing has to be scrolled to sideways but tables, which do so by themselves. */
async function fitsOnPhone(): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (size) await page.setViewportSize(size)
}

test('a shorter promise binds the next order on the wall, and not the one before', async () => {
  const before = await reported('厨房灯不亮')
  await expect.poll(before).toBe(20)

  await page.goto(`${stage.base}/admin/promises`)
  const row = () => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '一般', exact: true }) }).first()
  await row().getByText('20 分钟').waitFor()
  await row().getByText('当天').waitFor()
  await row().getByText('1 个工作日').waitFor()
  expect(await worst(page)).toEqual([])

  await row().getByRole('button', { name: '更改' }).click()
  await dialog().getByLabel('响应时限').fill('5')
  await dialog().getByText('5 分钟内响应，当天内完成').waitFor()
  expect(await dialog().getByRole('button', { name: '设定' }).isDisabled()).toBe(true)
  await dialog().getByLabel('原因').fill('住户反映响应慢')
  await dialog().getByText('预警、升级与暂停').click()
  expect(await worst(page)).toEqual([])
  await dialog().getByRole('button', { name: '设定' }).click()
  await dialog().waitFor({ state: 'detached' })
  await row().getByText('5 分钟', { exact: true }).waitFor()

  const after = await reported('客厅灯不亮')
  await expect.poll(after).toBe(5)
  expect(await before()).toBe(20)

  await button('显示历史').click()
  await page.getByRole('row', { name: /被取代.*20 分钟/ }).first().waitFor()
  await row().getByRole('button', { name: '撤回' }).click()
  await dialog().getByText('20 分钟内响应').waitFor()
  await dialog().getByLabel('原因').fill('试行结束')
  await dialog().getByRole('button', { name: '撤回' }).click()
  await row().getByText('20 分钟').waitFor()
  const third = await reported('卧室灯不亮')
  await expect.poll(third).toBe(20)
  expect(await after()).toBe(5)
})

test('a promise of a community, from a later day on, is refused where it makes no sense and marked with its day', async () => {
  await button('新增承诺').click()
  await dialog().getByRole('combobox', { name: '适用范围' }).click()
  await page.getByRole('option', { name: '小区A' }).click()
  await dialog().getByLabel('响应时限').fill('3')
  await dialog().getByLabel('响应的单位').click()
  await page.getByRole('option', { name: '小时', exact: true }).click()
  await dialog().getByLabel('完成时限').fill('2')
  await dialog().getByLabel('完成的单位').click()
  await page.getByRole('option', { name: '小时', exact: true }).click()
  await dialog().getByText('指定时间').click()
  await dialog().getByLabel('生效时间').fill('2030-01-01T08:00')
  await dialog().getByLabel('原因').fill('试点')
  await dialog().getByRole('button', { name: '设定' }).click()
  await dialog().getByText(/响应不能晚于完成/).waitFor()
  await dialog().getByLabel('完成时限').fill('6')
  await dialog().getByRole('button', { name: '设定' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByRole('combobox', { name: '范围' }).click()
  await page.getByRole('option', { name: '小区A' }).click()
  const later = page.getByRole('row').filter({ hasText: /01[/-]01 08:00.*起改为/ })
  await later.getByText('3 小时').waitFor()
  await fitsOnPhone()
})

test('holidays are pasted and saved, and a day can be pressed', async () => {
  const thisYear = new Date().getFullYear()
  const year = Math.max(2027, thisYear)
  const working = [4, 5, 6].find((date) => ![0, 6].includes(new Date(year, 0, date).getDay())) ?? 0
  const missing = page.getByText(`${year} 年的放假安排还没有登记`)
  await page.goto(`${stage.base}/admin/calendars`)
  await missing.waitFor()
  expect(await worst(page)).toEqual([])
  await page.getByLabel('粘贴放假安排').fill(`${year}-01-01 至 ${year}-01-03 元旦\n明天放假`)
  await button('加入日历').click()
  await page.getByText('看不懂的行：明天放假').waitFor()
  await missing.waitFor({ state: 'detached' })
  const day = button(/^1月2日.*放假：元旦/)
  const pressed = button(new RegExp(`^1月${working}日.*，放假`))
  await day.waitFor()
  await button(new RegExp(`^1月${working}日.*，工作日$`)).click()
  await pressed.waitFor()
  await fitsOnPhone()
  await button('保存').click()
  await page.getByText('日历已保存').waitFor()
  await page.reload()
  if (year > thisYear) await button('下一年').click()
  await day.waitFor()
  await pressed.waitFor()
})

test('a community gets a checklist of its own', async () => {
  await page.goto(`${stage.base}/admin/checklists`)
  await page.getByRole('combobox', { name: '范围' }).click()
  await page.getByRole('option', { name: '小区A' }).click()
  await button('更改 维修').click()
  await dialog().getByRole('button', { name: '增加一项' }).click()
  await dialog().getByLabel('第 4 项，中文').fill('水阀已复位')
  await dialog().getByLabel('第 4 项，英文').fill('The valve is back')
  await dialog().getByLabel('第 4 项必查').check()
  await dialog().getByLabel('完工照片').check()
  expect(await worst(page)).toEqual([])
  await dialog().getByRole('button', { name: '保存' }).click()
  const row = page.getByRole('row').filter({ hasText: '水阀已复位' })
  await row.getByText('必查').waitFor()
  await row.getByText('完工照片').waitFor()
  expect(await worst(page)).toEqual([])
  await fitsOnPhone()
  expect(wall.troubles).toEqual([])
})
