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
  const { user } = await stock.user('administrator', [{ role: 'administrator', scope: { kind: 'everything' } }])
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

const dialog = () => page.getByRole('dialog')
const row = (name: RegExp) => page.getByRole('row', { name })
const raise = async (kind: string) => {
  const { status } = await stage.byKey('/api/doors/alarms', { id: crypto.randomUUID(), community: 'A', device: '1-L1', kind, severity: 'major', change: 'raised' })
  expect(status).toBe(202)
}
type Sheet = { alarm: { clocks?: { kind: string; by: string }[]; raisedAt: string; order: string | null } }
/** The newest alarm of a kind, as a desk sees it. */
async function alarmOf(kind: string): Promise<Sheet['alarm']> {
  const { body } = await stage.asManager('/api/alarms/search', { kind })
  return (body.alarms as Sheet['alarm'][])[0] ?? expect.fail(`no ${kind}`)
}

test('what follows from a pump’s fault is changed in words, and the next one follows it', async () => {
  await page.goto(`${stage.base}/admin/responses`)
  await row(/^电梯困人.*30 秒内应答.*15 分钟内到场.*30 秒后通知管家.*5 分钟后通知区域负责人.*维修 · 电梯 · 紧急/).waitFor()
  expect(await row(/^火警信号.*恢复后须人工复位/).count()).toBe(1)
  expect(await worst(page)).toEqual([])

  await row(/^水泵故障/).getByRole('button', { name: '更改' }).click()
  expect(await dialog().getByLabel('告警类型').isDisabled()).toBe(true)
  await dialog().getByRole('checkbox', { name: '应答' }).check()
  await dialog().getByLabel('应答的时间').fill('45')
  await dialog().getByText('收到告警后：45 秒内应答，20 分钟内开始处置').waitFor()
  expect(await dialog().getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
  await dialog().getByLabel('原因').fill('供水要紧')
  expect(await worst(page)).toEqual([])
  await dialog().getByRole('button', { name: '保存' }).click()
  await dialog().waitFor({ state: 'detached' })
  await row(/^水泵故障.*45 秒内应答/).waitFor()

  await raise('pump.fault')
  const { clocks, raisedAt } = await alarmOf('pump.fault')
  expect(clocks?.map(({ kind, by }) => [kind, (Date.parse(by) - Date.parse(raisedAt)) / 1_000])).toEqual([['answer', 45], ['start', 1_200]])
})

test('a row of one community is set, warns where it would push lives aside, and is ended; the net cannot be', async () => {
  await page.goto(`${stage.base}/admin/responses`)
  await page.getByRole('button', { name: '新增规则' }).click()
  const choose = async (label: string, option: string) => {
    await dialog().getByLabel(label, { exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('范围', '小区A')
  await dialog().getByText('电梯困人、火警信号、燃气泄漏在这个小区也将按这条规则处置').waitFor()
  await choose('告警类型', '照明故障')
  await dialog().getByText('小区规则先于告警类型').waitFor({ state: 'detached' })
  await dialog().getByLabel('原因').fill('试行')
  await dialog().getByRole('button', { name: '保存' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('另有 1 个小区有专用规则').waitFor()

  await page.getByRole('combobox', { name: '范围', exact: true }).click()
  await page.getByRole('option', { name: '小区A' }).click()
  await row(/^照明故障.*本小区专用/).waitFor()
  expect(await row(/^照明故障/).count()).toBe(1)
  await row(/^电梯困人.*全公司/).getByRole('button', { name: '更改' }).waitFor()
  expect(await row(/^电梯困人/).getByRole('button', { name: '停用' }).count()).toBe(0)
  await row(/^照明故障/).getByRole('button', { name: '停用' }).click()
  await dialog().getByLabel('原因').fill('试完了')
  await dialog().getByRole('button', { name: '停用' }).click()
  await row(/^照明故障.*全公司/).waitFor()
})

test('it is read on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${stage.base}/admin/responses`)
  await row(/^电梯困人/).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: '新增规则' }).click()
  await dialog().getByText('收到告警后').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/responses-phone-form.png` })
  await page.keyboard.press('Escape')
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/responses-phone.png` })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.screenshot({ path: `${process.env.SHOTS}/responses.png` })
    await row(/^电梯困人/).getByRole('button', { name: '更改' }).click()
    await dialog().getByText('收到告警后').waitFor()
    await page.screenshot({ path: `${process.env.SHOTS}/responses-form.png` })
  }
})
