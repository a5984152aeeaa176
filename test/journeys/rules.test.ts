import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doorAddresses } from '#shared/paths.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { openParts } from '#server/installation.ts'
import { pino } from 'pino'
import { sessionCookie } from '../rights-callers.ts'
import { Stock } from '../rights-stock.ts'
import { send } from '../screen.ts'
import { testConfig } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let stock: Stock
let page: Page
let key: string

beforeAll(async () => {
  stage = await setStage()
  stock = new Stock(stage.databaseUrl, stage.world)
  const { parts, close } = openParts(stage.databaseUrl, 'test-rules-journey', pino({ level: 'silent' }))
  ;({ secret: key } = await issueKey(parts, { name: 'gateway', community: stage.world.a.id, doors: ['telemetry'] }, { kind: 'system', id: 'test', name: 'test' }))
  await close()
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
})

const say = (body: object) => send(stage.base, doorAddresses.telemetry, body, { key })
const choose = async (field: string, option: string): Promise<void> => {
  await page.getByRole('dialog').getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a rule is worded as it is typed, tried on history, switched on, and raises what it said', async () => {
  const minute = 60_000
  const now = Date.now()
  await say({ '1-L1': [70, 20, 70, 20].map((temperature, i) => ({ ts: now - (9 - i) * minute, values: { temperature } })) })
  await page.goto(`${stage.base}/admin/rules`)
  await page.getByText('还没有规则').waitFor()
  await page.getByRole('button', { name: '新增规则' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称', { exact: true }).fill('电梯机房过热')
  await choose('设备类型', '电梯')
  await dialog.getByLabel('数值', { exact: true }).fill('温度')
  await choose('怎样算异常', '高于限值')
  await dialog.getByLabel('限值').fill('60')
  await dialog.getByLabel('回差').fill('5')
  await dialog.getByLabel('持续多久', { exact: true }).fill('30')
  await choose('告警类型', '机房温度异常')
  await dialog.getByText('温度高于 60 °C 持续 30 秒').waitFor()
  await dialog.getByText('回到 55 °C 或以下恢复').waitFor()
  await dialog.getByRole('button', { name: '用历史试算' }).click()
  await dialog.getByText('最近 7 天会报警 2 次，涉及 1 台设备').waitFor()
  expect(await worst(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()

  const row = page.getByRole('row').filter({ hasText: '电梯机房过热' })
  await row.getByText('停用').waitFor()
  expect(await worst(page)).toEqual([])
  await row.getByRole('switch').click()
  await dialog.getByText('最近 7 天会报警 2 次').waitFor()
  await dialog.getByRole('button', { name: '启用' }).click()
  await row.getByText('已启用').waitFor()

  // A second later it holds for everything that comes.
  await expect.poll(async () => {
    await say({ '1-L1': [{ ts: Date.now() - 40_000, values: { temperature: 80 } }, { ts: Date.now() - 1_000, values: { temperature: 81 } }] })
    return (await page.request.post(`${stage.base}/api/alarms/search`, { data: { communities: [stage.world.a.id] }, headers: { origin: stage.base } })).text()
  }, { timeout: 15_000 }).toContain('temperature 80 °C')
})

test('a phone shows it without cutting anything', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('电梯机房过热').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: '更改' }).first().click()
  await page.getByRole('dialog').getByText('温度高于 60 °C 持续 30 秒').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
