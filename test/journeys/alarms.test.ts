import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devices } from '#db/schema/devices.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage } from './wall-page.ts'

let stage: Stage
let one: WallPage
let other: WallPage

beforeAll(async () => {
  stage = await setStage()
  await plant()
  ;[one, other] = (await stage.walls({ username: 'manager' }, { username: 'manager-a' })) as [WallPage, WallPage]
})
afterAll(async () => stage?.end())

/** A power box, and pumps that hang on it. */
async function plant(): Promise<void> {
  const { a } = stage.world
  const device = (code: string, name: string, more: object) => ({
    id: randomUUID(), version: 1, community: a.id, building: a.houses[2]?.id ?? null, kind: 'pump' as const, code, name: { zh: name, en: code }, point: null, state: 'online' as const, seenAt: null, ...more,
  })
  const box = device('BOX', '配电柜', { kind: 'power' as const })
  const pumps = [1, 2, 3].map((n) => device(`PUMP-${n}`, `${n} 号泵`, { power: box.id }))
  const { parts, close } = openParts(stage.databaseUrl, 'test-plant', pino({ level: 'silent' }))
  const changes = [box, ...pumps].map((row) => change(devices, row, { name: 'device.connected', body: row }))
  const made = await parts.journal.commit(systemCommand('test', 'plant', randomUUID(), { changes, reply: null, community: null, mode: 'real' }))
  await close()
  if (!made.ok) throw new Error(made.message)
}

async function say(device: string | undefined, kind: string, severity: string, turn: 'raised' | 'cleared' = 'raised'): Promise<void> {
  const answer = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device, kind, severity, change: turn })
  expect(answer.status).toBe(202)
}

const both = <T>(look: (wall: WallPage) => Promise<T>) => Promise.all([look(one), look(other)])
const rows = (wall: WallPage, text: string) => wall.alarms.getByRole('listitem').filter({ hasText: text })
const lift = (n: number) => stage.world.a.machines[n]?.code
const sheet = (wall: WallPage, kind: string) => wall.sheet(`告警：${kind}`)
const open = async (wall: WallPage, kind: string) => {
  await wall.alarms.getByRole('button', { name: new RegExp(`告警：${kind}`) }).first().click()
  await sheet(wall, kind).waitFor()
}
const count = (page: Page, text: string) => page.getByTestId('alarm-count').filter({ hasText: text }).waitFor()
const fitsAcross = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describe('an alarm', () => {
  test('is taken on by one and acknowledged by another: both screens say who saw it and who acts', async () => {
    await say(lift(0), 'lift.fault', 'major')
    await rows(one, '电梯故障').hover()
    await rows(one, '电梯故障').locator('[data-acknowledge]').hover()
    await rows(one, '电梯故障').getByRole('button', { name: '我来处置' }).click()
    await both((wall) => rows(wall, '电梯故障').filter({ hasText: '未确认 · manager 处置' }).waitFor())
    await rows(other, '电梯故障').getByRole('button', { name: '确认', exact: true }).click()
    await both((wall) => rows(wall, '电梯故障').filter({ hasText: 'manager-a 已确认 · manager 处置' }).waitFor())
  })

  test('tells on its sheet its states, clocks, who did what, and takes a comment that the other reads', async () => {
    await both((wall) => open(wall, '电梯故障'))
    const [mine, theirs] = [sheet(one, '电梯故障'), sheet(other, '电梯故障')]
    await mine.getByRole('list', { name: '状态' }).getByRole('listitem').nth(1).waitFor()
    expect(await mine.getByRole('list', { name: '状态' }).getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^未确认/), expect.stringMatching(/^已确认[\s\S]*manager-a$/)])
    await mine.getByTestId('alarm-clocks').getByText('达成').first().waitFor()
    await mine.getByLabel('备注').fill('已联系维保，10 分钟到')
    await mine.getByRole('button', { name: '添加备注' }).click()
    await theirs.getByText('已联系维保，10 分钟到').waitFor()
    expect(await worst(one.page)).toEqual([])
    await both((wall) => wall.page.keyboard.press('Escape'))
  })

  test('that endangers lives is shelved only when a second person agrees, and comes back when it is taken off the shelf', async () => {
    await say(lift(1), 'lift.trapped', 'critical')
    await one.row(/^紧急告警：电梯困人/)
    await open(one, '电梯困人')
    await one.page.keyboard.press('s')
    await sheet(one, '电梯困人').getByLabel('原因').fill('维保在现场，确认误报')
    await sheet(one, '电梯困人').getByText('另一位值班人员同意').waitFor()
    await sheet(one, '电梯困人').getByText('15 分钟', { exact: true }).click()
    await sheet(one, '电梯困人').getByRole('button', { name: '申请搁置' }).click()
    await sheet(one, '电梯困人').getByTestId('shelving-asked').getByText('等待另一位值班人员同意').waitFor()
    expect(await sheet(one, '电梯困人').getByRole('button', { name: '同意搁置' }).count()).toBe(0)
    await both((wall) => rows(wall, '电梯困人').filter({ hasText: 'manager 申请搁置' }).waitFor())

    await open(other, '电梯困人')
    await sheet(other, '电梯困人').getByRole('button', { name: '同意搁置' }).click()
    await both((wall) => rows(wall, '电梯困人').waitFor({ state: 'detached' }))
    await both((wall) => wall.alarms.getByText('另有 1 条搁置').waitFor())
    await sheet(one, '电梯困人').getByTestId('shelving').getByText('manager-a 同意').waitFor()

    await other.alarms.getByRole('link', { name: '1 条搁置' }).click()
    await count(other.page, '1 条')
    await other.page.getByTestId('alarm-list').getByRole('button', { name: /电梯困人/ }).click()
    await sheet(other, '电梯困人').getByRole('button', { name: '取消搁置' }).click()
    await one.row(/^紧急告警：电梯困人/)
    await say(lift(1), 'lift.trapped', 'critical', 'cleared')
    await one.page.keyboard.press('Escape')
    await rows(one, '电梯困人').getByRole('button', { name: '确认', exact: true }).click()
    await rows(one, '电梯困人').waitFor({ state: 'detached' })
  })

  test('of life safety leads in two presses to its running plan', async () => {
    await say(lift(2), 'lift.trapped', 'critical')
    await rows(one, '电梯困人').getByRole('button', { name: '启动预案：电梯困人' }).click()
    await one.sheet('启动预案').getByRole('button', { name: '启动预案：电梯困人' }).click()
    await one.page.getByRole('region', { name: /电梯困人/ }).first().waitFor()
    await one.row(/^紧急告警：电梯困人/)
    expect(await rows(one, '电梯困人').getByRole('button', { name: /^启动预案/ }).count()).toBe(0)
  })
})

test('what loses its power falls silent under the alarm of the power, which says how many and opens them', async () => {
  await other.page.goto(`${stage.base}/?scope=community:${stage.world.a.id}`)
  await other.live()
  await say('BOX', 'power.lost', 'critical')
  await both((wall) => rows(wall, '停电').waitFor())
  for (const n of [1, 2, 3]) await say(`PUMP-${n}`, 'pump.fault', 'major')
  await both((wall) => rows(wall, '水泵故障').waitFor({ state: 'detached' }))
  await both((wall) => wall.alarms.getByText('3 条因上级停报').waitFor())
  await open(other, '停电')
  await sheet(other, '停电').getByText('因此停报 3 条').waitFor()
  await sheet(other, '停电').getByTestId('alarm-folded').getByRole('button', { name: /2 号泵/ }).click()
  await sheet(other, '水泵故障').getByRole('button', { name: /因配电柜的告警停报/ }).click()
  await sheet(other, '停电').waitFor()
  await other.page.keyboard.press('Escape')
})

test('many are acted on at once with one reason, and what was left is told', async () => {
  await say('BOX', 'power.lost', 'critical', 'cleared')
  for (const n of [0, 1, 2, 3]) await say(lift(n), 'access.door-open', 'notice')
  await other.page.goto(`${stage.base}/work/alarms`)
  await other.page.getByLabel('查找告警').fill('通道门')
  await count(other.page, '4 条')
  await other.page.getByLabel('全选').check()
  await other.page.keyboard.press('a')
  const dialog = other.page.getByRole('dialog', { name: /确认 4 条告警/ })
  await dialog.getByLabel(/^原因/).fill('保洁作业，门已派人看守')
  await dialog.getByRole('button', { name: '全部确认' }).click()
  await other.page.getByTestId('bulk-outcome').getByText('完成 4 条').waitFor()
  await other.page.getByRole('button', { name: '知道了' }).click()
  await other.page.getByTestId('alarm-list').getByText('manager-a 已确认').nth(3).waitFor()

  await other.page.getByLabel('全选').check()
  await other.page.keyboard.press('s')
  await other.page.getByRole('dialog').getByText('4 小时').click()
  await other.page.getByRole('dialog').getByLabel(/^原因/).fill('施工')
  await other.page.getByRole('button', { name: '全部搁置' }).click()
  await other.page.getByTestId('bulk-outcome').getByText('完成 4 条').waitFor()
  await other.page.getByRole('button', { name: '知道了' }).click()
  await other.page.getByText('没有符合条件的告警。').waitFor()
  await other.page.getByRole('button', { name: /^搁置 4/ }).click()
  await count(other.page, '4 条')
  expect(await worst(other.page)).toEqual([])
})

test('what is over is found in the history, and its sheet still tells', async () => {
  await other.page.getByRole('button', { name: '历史' }).click()
  await other.page.getByLabel('查找告警').fill('电梯困人')
  await count(other.page, '已列出 1 条')
  await other.page.getByTestId('alarm-list').getByRole('button', { name: /电梯困人/ }).click()
  await sheet(other, '电梯困人').getByRole('list', { name: '状态' }).getByText('正常').waitFor()
  await sheet(other, '电梯困人').getByText('取消搁置').first().waitFor({ state: 'detached' })
})

test('a phone lists them without a word cut off, and opens one', async () => {
  const phone = await WallPage.signedIn(stage.browser, stage.base, { username: 'manager', size: { width: 390, height: 844 }, scope: `community:${stage.world.a.id}` })
  expect(await fitsAcross(phone.page)).toBe(true)
  await phone.page.goto(`${stage.base}/work/alarms`)
  await phone.page.getByTestId('alarm-list').getByRole('button', { name: /电梯故障/ }).click()
  await sheet(phone, '电梯故障').waitFor()
  expect(await fitsAcross(phone.page)).toBe(true)
  expect(await worst(phone.page)).toEqual([])
  expect(phone.troubles).toEqual([])
  await phone.close()
})

test('nothing went wrong on either screen meanwhile', () => {
  expect([...one.troubles, ...other.troubles]).toEqual([])
})
