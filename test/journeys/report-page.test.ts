import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let desk: WallPage
let code: string
const troubles: string[] = []

beforeAll(async () => {
  stage = await setStage()
  ;[desk] = (await stage.walls({ size: { width: 1920, height: 1080 } })) as [WallPage]
  const { body } = await stage.asManager('/api/report-codes', { community: stage.world.a.id, building: stage.world.a.houses[0]?.id })
  code = (body.body as { code: string }).code
})
afterAll(() => stage?.end())

/** A phone that nobody signed in on, which writes down what goes wrong and whom else it asks. */
async function phone(locale = 'zh-CN'): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 390, height: 844 }, locale, timezoneId: 'Asia/Shanghai', isMobile: true, hasTouch: true })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('request', (request) => /^https?:/.test(request.url()) && new URL(request.url()).origin !== stage.base && troubles.push(request.url()))
  return page
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const picture = () => sharp(randomBytes(2000 * 1500 * 3), { raw: { width: 2000, height: 1500, channels: 3 } }).jpeg({ quality: 60 }).toBuffer()

/** No word is cut and nothing is wider than the phone. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('a resident scans, reports with a photo, and the desk has it; a second one joins; both can follow it', async () => {
  const first = await phone()
  await first.goto(`${stage.base}/r/${code}`)
  await first.getByText('1 栋', { exact: true }).waitFor()
  expect(await worst(first)).toEqual([])
  await button(first, '报修').click()
  await button(first, '灯不亮').click()
  await first.getByLabel(/补充说明/).fill('一楼大厅')
  await first.getByTestId('photos').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture() })
  await first.getByLabel(/手机号/).fill('13912340000')
  expect([await worst(first), await overflow(first)]).toEqual([[], 0])
  await button(first, '提交').click()
  await first.getByText('已收到').waitFor()
  const number = (await first.locator('.sent strong').textContent()) ?? ''
  expect(await first.locator('.promise').textContent()).toMatch(/我们会在 .*\d\d:\d\d 前答复/)
  expect(await worst(first)).toEqual([])

  await desk.page.getByRole('button', { name: new RegExp(`${number}：灯不亮`) }).click()
  const sheet = desk.page.getByTestId('sheet')
  await sheet.getByText(number).first().waitFor()
  const small = sheet.getByRole('button', { name: /放大/ }).first()
  await small.click()
  const large = desk.page.locator('dialog.photo-large')
  await large.getByRole('img').waitFor()
  await expect.poll(() => large.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280)
  expect(await worst(desk.page)).toEqual([])
  await desk.page.keyboard.press('Escape')
  await large.waitFor({ state: 'detached' })

  const second = await phone('en-GB')
  await second.goto(`${stage.base}/r/${code.toLowerCase()}`)
  await button(second, /^Me too/).click()
  await second.getByText('You have the same: 灯不亮').waitFor()
  await button(second, 'Me too').click()
  await second.getByText('We have it').waitFor()
  expect(await second.locator('.sent strong').textContent()).toBe(number)

  await second.getByRole('link', { name: 'See how it goes' }).click()
  await second.getByText('Registered, somebody will be sent').waitFor()
  expect([await worst(second), await overflow(second)]).toEqual([[], 0])
  await first.getByRole('link', { name: '查看处理进展' }).click()
  await first.getByText('已登记，等待派人').waitFor()
  const order = (await stage.asManager('/api/orders/search', { communities: [stage.world.a.id] })).body as { orders: { id: string; version: number; reports: number }[] }
  expect(order.orders[0]?.reports).toBe(2)
  const made = await stage.asManager(`/api/orders/${order.orders[0]?.id}/reassign`, { version: order.orders[0]?.version, assignee: stage.world.a.staff[1]?.id })
  expect(made.status).toBe(200)
  await first.reload()
  await first.getByText('已派人，等待接单').waitFor()
  expect(troubles).toEqual([])
})

test('a code that holds no more is told kindly, and the page speaks the other language at a touch', async () => {
  const page = await phone()
  await page.goto(`${stage.base}/r/ZZZZ2222ZZZZ`)
  await page.getByText('这个二维码不能用了').waitFor()
  expect(await worst(page)).toEqual([])
  await button(page, 'Switch to English').click()
  await page.getByText('This code no longer works').waitFor()
  await page.reload()
  await page.getByText('This code no longer works').waitFor()
})

test('what was typed stays where the network is gone, and goes once when it is back', async () => {
  const page = await phone()
  await page.goto(`${stage.base}/r/${code}`)
  await button(page, '卫生保洁').click()
  await button(page, '有异味').click()
  await page.context().setOffline(true)
  await button(page, '提交').click()
  await page.getByText(/网络不通/).waitFor()
  await page.context().setOffline(false)
  await button(page, '提交').click()
  await page.getByText('已收到').waitFor()
})

test('the desk reads an address as it is typed, sees what is there already, and attaches the caller', async () => {
  const { page } = desk
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: '新工单' })
  await dialog.getByLabel('什么事').fill('大厅灯不亮了')
  await dialog.getByLabel('地址').fill('1-2-1201')
  await dialog.getByText('识别为 1 栋 2 单元 1201').waitFor()
  await dialog.getByRole('button', { name: /^并入 .*灯不亮/ }).waitFor()
  expect(await worst(page)).toEqual([])
  await dialog.getByLabel('报事人', { exact: true }).fill('赵女士')
  await dialog.getByRole('button', { name: /^并入 .*灯不亮/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/^已并入/).waitFor()
})

test('codes are made for every building, found, and printed in both languages', async () => {
  const { page } = desk
  await page.goto(`${stage.base}/admin/report-codes`)
  await button(page, '为所有楼栋和设备生成').click()
  await page.getByText('已生成报事码').waitFor()
  await page.getByLabel('查找').fill('3栋')
  await expect.poll(() => page.getByRole('rowheader', { name: /栋/ }).allTextContents()).toEqual(expect.arrayContaining(['3 栋 1 号梯']))
  expect(await page.getByRole('link', { name: /^\w{4} \w{4} \w{4}$/ }).count()).toBe(2)
  expect(await worst(page)).toEqual([])
  await page.getByLabel('查找').fill('')
  await button(page, '打印').click()
  await page.getByRole('img', { name: '3 栋 1 号梯' }).waitFor()
  expect(await page.getByText('Scan to report').count()).toBe(8)
  expect(await worst(page)).toEqual([])
})
