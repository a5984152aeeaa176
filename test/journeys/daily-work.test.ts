import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import { openParts } from '#server/installation.ts'
import type { Order } from '#shared/orders.ts'
import { change, type Change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { makeUsers } from '../user.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage, type Language } from './wall-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
  const { a } = stage.world
  await makeUsers(stage.databaseUrl, [
    { username: 'chief', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] },
    { username: 'head', grants: [{ role: 'regional-head', scope: { kind: 'region', id: a.region } }] },
  ])
  await history()
})
afterAll(async () => stage?.end())

const hour = 3_600_000
const day = 24 * hour
const iso = (ago: number): string => new Date(Date.now() - ago).toISOString()

/** Weeks that are over: complaints that wait, one category that grows, one lift that breaks more than the others. */
async function history(): Promise<void> {
  const { a } = stage.world
  const order = (ago: number, more: Partial<Order>): Change =>
    change(orders, {
      id: randomUUID(), version: 1, number: `1101-${Math.round(ago / hour)}`, community: a.id, building: null, place: '', point: null, category: 'complaint', priority: 'normal', source: 'phone', title: '', description: '',
      reporter: null, state: 'closed', assignee: null, alarm: null, reportedAt: iso(ago), assignedAt: null, respondedAt: iso(ago), arrivedAt: null, finishedAt: iso(ago), closedAt: iso(ago),
      respondBy: iso(ago - 2 * hour), arriveBy: null, finishBy: iso(ago - day), late: [], mode: 'real', ...more,
    })
  const open = { state: 'assigned' as const, assignee: a.staff[1]?.id ?? null, finishedAt: null, closedAt: null, closeBy: iso(0) }
  const rubbish = [...Array.from({ length: 12 }, (_, i) => i * hour + hour), ...Array.from({ length: 16 }, (_, i) => Math.floor(i / 2 + 1) * 7 * day + hour)]
  const lift = a.machines[0]?.id ?? null
  const changes = [
    order(70 * hour, { ...open, number: '1101-70', title: '楼上夜间施工，吵得没法睡', place: '2 单元 1201', late: ['finish', 'close'] }),
    order(30 * hour, { ...open, number: '1101-30', title: '门口长期堆放杂物', place: '1 单元 301', late: ['finish'], rootCause: '住户出差，约好周末清理' }),
    order(hour, { ...open, number: '1101-1', title: '快递柜位置不合理', assignee: null, state: 'reported', respondedAt: null, closeBy: iso(-2 * day) }),
    ...rubbish.map((ago) => order(ago, { category: 'cleaning', title: '楼道有垃圾' })),
    ...[2, 9, 16, 23, 30, 37].map((ago) =>
      change(alarms, {
        id: randomUUID(), version: 1, community: a.id, building: null, device: lift, deviceName: null, kind: 'lift.fault', severity: 'major', state: 'normal', text: '', point: null, raisedAt: iso(ago * day),
        deviceAt: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: iso(ago * day), count: 1, order: null, mode: 'real',
      }),
    ),
  ]
  const { parts, close } = openParts(stage.databaseUrl, 'test-history', pino({ level: 'silent' }))
  const made = await parts.journal.commit(systemCommand('test', 'history', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  await close()
  if (!made.ok) throw new Error(made.message)
}

async function enter(path: string, username: string, { language = 'zh', size = { width: 1920, height: 1080 } }: { language?: Language; size?: { width: number; height: number } } = {}): Promise<Page> {
  const screen = await WallPage.atTheDoor(stage.browser, stage.base, { language, size })
  await screen.page.goto(stage.base + path)
  await screen.signIn(username)
  return screen.page
}

const fitsAcross = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
const phone = { width: 390, height: 844 }

/** Reads well on a desk and on a phone; where `SHOTS` names a folder, what it looks like is kept there. */
async function looked(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS
  expect(await worst(page), name).toEqual([])
  expect(await fitsAcross(page), name).toBe(true)
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('every open complaint is taken stock of: a regional head asks why, the cause is written down in place, and the duty manager reads it', async () => {
  const scope = `?scope=community:${stage.world.a.id}`
  const [head, manager] = await Promise.all([enter('/work/complaints', 'head'), enter(`/work/complaints${scope}`, 'manager')])
  const late = (page: Page) => page.locator('[data-complaint="1101-70"]')
  await late(head).getByText('已超时：完成、关闭').waitFor()
  expect(await late(head).getByText('张1A').count()).toBe(1)
  await head.getByText('近 7 天 12 件，平常每周 2 件').waitFor()
  expect(await head.locator('[data-complaint]').count()).toBe(3)
  await looked(head, 'complaints')
  await late(head).getByLabel('1101-70 的延误根因').fill('施工队夜间进场，没有提前公告')
  await late(head).getByRole('button', { name: '记下' }).click()
  await late(head).getByText('施工队夜间进场，没有提前公告').waitFor()
  await manager.reload()
  await late(manager).getByText('施工队夜间进场，没有提前公告').waitFor()
  await manager.locator('label', { hasText: '待说明根因' }).click()
  await manager.getByText('没有符合条件的投诉。').waitFor()
  await head.setViewportSize(phone)
  await looked(head, 'complaints-phone')
  await head.emulateMedia({ media: 'print' })
  expect(await head.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
  expect(await late(head).isVisible()).toBe(true)
  await head.context().close()
  await manager.goto(`${stage.base}/work/complaints?scope=community:${stage.world.b.id}`)
  await manager.getByText('今天没有未结投诉').waitFor()
  await looked(manager, 'complaints-none')
  await manager.context().close()
})

test('an administrator has the stocktake sent every morning', async () => {
  const page = await enter('/work/complaints', 'chief')
  await page.getByRole('button', { name: '定时发送' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('还没有安排。').waitFor()
  await dialog.getByLabel('当地时间').fill('07:45')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('每天 07:45').waitFor()
  await looked(page, 'complaints-plans')
  await page.context().close()
})

test('work done is counted as it is done, and goes out for pay', async () => {
  const { a } = stage.world
  const made = await stage.asManager('/api/orders', { community: a.id, category: 'repair', title: '灯不亮' })
  const { id } = made.body.body as { id: string }
  await stage.moveOrder(id, 'reassign', { assignee: a.staff[2]?.id })
  await stage.moveOrder(id, 'accept')
  await stage.moveOrder(id, 'finish')
  const page = await enter(`/work/work-done?scope=community:${a.id}`, 'manager')
  const row = page.locator('[data-person="A-2"]')
  await row.locator('[data-figure="done"]').getByText('1', { exact: true }).waitFor()
  expect(await row.locator('[data-figure="onTime"]').textContent()).toBe('1')
  expect(await page.locator('[data-person]').first().getAttribute('data-person')).toBe('A-2')
  await looked(page, 'work-done')
  await page.getByRole('button', { name: /按完成排序/ }).click()
  await expect.poll(() => page.locator('[data-person]').last().getAttribute('data-person')).toBe('A-2')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出 CSV' }).click()])
  const text = (await readFile(await download.path())).toString('utf8')
  expect(text).toMatch(/^\ufeff工号,姓名/)
  expect(text).toContain('A-2,张2A,维修,1,1,0')
  await page.setViewportSize(phone)
  await looked(page, 'work-done-phone')
  await page.context().close()
})

test('a lift that breaks more than the others is planned for, moved and taken off again', async () => {
  const page = await enter(`/work/maintenance?scope=community:${stage.world.a.id}`, 'manager')
  const proposals = page.getByRole('region', { name: '建议' })
  const plan = page.getByRole('region', { name: '计划' })
  await proposals.getByText('1 栋 1 号梯预防性维护').waitFor()
  await proposals.getByText(/90 天内工单 0 张、告警 6 次/).waitFor()
  await looked(page, 'maintenance')
  await proposals.getByRole('button', { name: '采纳 1 栋 1 号梯预防性维护' }).click()
  await plan.getByText('1 栋 1 号梯预防性维护').waitFor()
  await proposals.getByText(/没有建议/).waitFor()
  const before = await plan.locator('[data-day]').getAttribute('data-day')
  const other = `${before?.slice(0, 8)}${before?.endsWith('14') ? '15' : '14'}`
  await plan.getByRole('button', { name: /^改期/ }).click()
  await plan.getByLabel('日期').fill(other)
  await plan.getByRole('button', { name: '保存' }).click()
  await plan.locator(`[data-day="${other}"]`).waitFor()
  await looked(page, 'maintenance-planned')
  await page.setViewportSize(phone)
  await looked(page, 'maintenance-phone')
  await plan.getByRole('button', { name: /^不做/ }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('厂家已更换主机')
  await page.getByRole('dialog').getByRole('button', { name: '不做' }).click()
  await plan.getByText('另有 1 条不做').waitFor()
  await page.context().close()
})

test('all three speak English', async () => {
  const page = await enter(`/work/complaints?scope=community:${stage.world.b.id}`, 'manager', { language: 'en' })
  await page.getByText('No complaint is open today').waitFor()
  for (const path of ['work-done', 'maintenance']) {
    await page.goto(`${stage.base}/work/${path}?scope=community:${stage.world.b.id}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('.work-main').getByRole('status').waitFor({ state: 'detached' })
    expect(await page.locator('.work-main').getByText(/[\u4e00-\u9fff]/).allTextContents(), path).toEqual([])
  }
  await page.context().close()
})
