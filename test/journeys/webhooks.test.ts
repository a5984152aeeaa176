import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testConfig } from '../world.ts'
import { sessionCookie } from '../rights-callers.ts'
import { Stock } from '../rights-stock.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let stock: Stock
let page: Page
let receiver: Server
const heard: { headers: Record<string, string>; body: string }[] = []

beforeAll(async () => {
  receiver = createServer((req, res) => {
    let body = ''
    req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
      heard.push({ headers: req.headers as Record<string, string>, body })
      res.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const gateway = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/gateway`
  stage = await setStage({ webhookPrivate: true, outletUrl: gateway })
  stock = new Stock(stage.databaseUrl, stage.world)
  const { user } = await stock.user('administrator', [{ role: 'administrator', scope: { kind: 'everything' } }])
  const { token } = await stock.session(user)
  const [name = '', value = ''] = sessionCookie(testConfig(stage.databaseUrl), token).split('=')
  const context = await stage.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  await context.addCookies([{ name, value, url: stage.base }])
  page = await context.newPage()
})
afterAll(async () => {
  await stock?.close()
  await stage?.end()
  receiver?.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const row = (name: string) => page.getByRole('row').filter({ hasText: name })
/** Nothing sticks out of the page, on a phone either. */
const fits = async (): Promise<void> => {
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1366, height: 768 })
}

test('a webhook is made, shows its secret once, hears of an order, and is ended', async () => {
  await page.goto(`${stage.base}/admin/webhooks`)
  await page.getByText('还没有推送').waitFor()
  await button('新建推送').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('城市平台')
  await dialog.getByLabel('接收地址').fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`)
  expect(await dialog.getByRole('checkbox', { name: '登记' }).isDisabled()).toBe(true)
  expect(await worst(page)).toEqual([])
  await dialog.getByRole('button', { name: '新建推送' }).click()
  await dialog.getByText('只显示这一次').waitFor()
  const secret = (await dialog.locator('.office-secret code').textContent()) ?? ''
  await button('我已保存').click()
  await row('城市平台').getByText('还没有消息').waitFor()
  expect(await page.content()).not.toContain(secret)

  await stage.asManager('/api/orders', { community: stage.world.a.id, category: 'repair', title: '路灯不亮' })
  const reported = () => heard.find(({ body }) => body.includes('"order.reported"'))
  await expect.poll(reported, { timeout: 10_000 }).toBeDefined()
  expect(new Verifier(secret).verify(reported()?.body ?? '', reported()?.headers ?? {})).toMatchObject({ type: 'order.reported', data: { title: '路灯不亮' } })
  await page.reload()
  await row('城市平台').getByText('HTTP 204').waitFor()
  expect(await worst(page)).toEqual([])
  await fits()

  await row('城市平台').getByRole('button', { name: '停止' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停止', exact: true }).click()
  await page.getByText('已停止推送').waitFor()
  await button('显示已停止的（1）').click()
  await row('城市平台').getByText('已停止').waitFor()
})

test('what did not arrive is sent again, all at once', async () => {
  const before = heard.length
  await Promise.all([1, 2].map(() => stock.delivery(null)))
  await page.reload()
  await page.getByText('HTTP 500').first().waitFor()
  await button('全部重发（2）').click()
  await page.getByText('已重新发送 2 条').waitFor()
  await page.getByText('没有这样的消息').waitFor()
  await expect.poll(() => heard.slice(before).filter(({ body }) => body === '{"kind":"test"}').length, { timeout: 10_000 }).toBe(2)
})

test('the words for residents are changed with a preview, and a field that there is not is told by its name', async () => {
  await page.goto(`${stage.base}/admin/messages`)
  await row('已完成').getByRole('button', { name: '更改' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('中文').fill('{title}修好了，{phone}')
  await dialog.getByText('没有字段 {phone}').waitFor()
  expect(await dialog.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
  await dialog.getByLabel('中文').fill('{title}修好了')
  await dialog.getByText('厨房漏水修好了').waitFor()
  expect(await worst(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('已更改短信').waitFor()
  await row('已完成').getByText('{title}修好了').waitFor()
  await page.getByRole('combobox', { name: '适用范围' }).click()
  await page.getByRole('option', { name: '小区A' }).click()
  await row('已完成').getByText('沿用全公司').waitFor()
  expect(await worst(page)).toEqual([])
  await fits()
})
