import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator } from 'playwright-core'
import postgres from 'postgres'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plans } from '#db/schema/plans.ts'
import type { Plan, PlanStep } from '#shared/plans.ts'
import { change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'
import { publishedPlan } from '../published-plan.ts'
import { send, signIn } from '../screen.ts'
import { makeUsers } from '../user.ts'

type Message = { plan: { zh: string }; to: { zh: string } }

let stage: Stage
let gateway: Server
const delivered: Message[] = []
let one: WallPage
let other: WallPage

/** A plan that tells somebody outside as soon as it starts. */
const burst = (): Plan => publishedPlan({
  scene: 'burst-pipe', name: { zh: '爆管抢修', en: 'Burst pipe' }, purpose: { zh: '关阀、止水、安抚', en: 'Shut, stop, calm' }, triggers: [{ on: 'alarm', kinds: ['water.leak'] }],
  targetMinutes: 30,
  steps: [
    { key: 'shut', after: [], post: 'repair', name: { zh: '关总阀', en: 'Shut the main valve' }, instruction: { zh: '', en: '' }, minutes: 5, notify: { to: { zh: '维修单位', en: 'Repair firm' }, text: { zh: '请来人', en: 'Please come' } } },
    { key: 'calm', after: ['shut'], post: 'butler', name: { zh: '通知住户', en: 'Tell residents' }, instruction: { zh: '', en: '' }, minutes: 10, notify: null },
  ],
})

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => {
      delivered.push(JSON.parse(body) as Message)
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  stage = await setStage({ outletUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/` })
  await publish(burst())
  await publish(flooded())
  const walls = await stage.walls({ username: 'manager' }, { username: 'manager-a' })
  ;[one, other] = walls as [WallPage, WallPage]
})
afterAll(async () => {
  await stage?.end()
  gateway.close()
})

async function publish(plan: Plan): Promise<void> {
  const journal = new Journal(stage.databaseUrl, pino({ level: 'silent' }), () => {})
  const work = { changes: [change(plans, plan, { name: 'plan.published' as const, body: plan })], reply: null, community: null, mode: 'real' }
  const made = await journal.commit(systemCommand('test', 'plan.publish', plan.id, work))
  await journal.stop()
  if (!made.ok) throw new Error(made.message)
}

const both = <T>(look: (wall: WallPage) => Promise<T>) => Promise.all([look(one), look(other)])
const running = (wall: WallPage, name: string) => wall.page.getByRole('region', { name: `预案运行：${name}` })
/** What is over is folded away: it is there, and not in sight. */
const step = (wall: WallPage, plan: string, name: string, state: string) => running(wall, plan).locator('li.step').filter({ hasText: name }).filter({ hasText: state })
const stands = (plan: string, name: string, state: string) => both((screen) => step(screen, plan, name, state).waitFor({ state: 'attached' }))

async function tick(wall: WallPage, plan: string, name: string): Promise<void> {
  await running(wall, plan).getByRole('button', { name: `完成：${name}`, exact: true }).click()
  await stands(plan, name, '已完成')
}

async function finish(wall: WallPage, plan: string): Promise<void> {
  await running(wall, plan).getByRole('button', { name: '结束预案' }).click()
  const dialog = wall.sheet('结束预案')
  await dialog.getByText('结束后不再计时').waitFor()
  await dialog.getByRole('button', { name: '结束预案' }).click()
  await both((screen) => running(screen, plan).waitFor({ state: 'detached' }))
}

async function alarm(turn: 'raised' | 'cleared'): Promise<void> {
  const answer = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device: stage.world.a.machines[1]?.code, kind: 'lift.trapped', severity: 'critical', change: turn })
  expect(answer.status).toBe(202)
}

async function outlet(): Promise<{ channel: string; state: string; drill: boolean }[]> {
  const sql = postgres(stage.databaseUrl, { max: 1, onnotice: () => {} })
  const rows = await sql<{ channel: string; state: string; drill: boolean }[]>`select channel, state, mode <> 'real' as drill from outlet where body->>'kind' = 'plan.notify' order by at`
  await sql.end()
  return [...rows]
}

test('a plan starts from an alarm in two clicks, is worked through by turns on both walls, and ends on both', async () => {
  await alarm('raised')
  await one.alarms.getByRole('button', { name: /^紧急告警：电梯困人/ }).click()
  await one.sheet(/^告警/).getByRole('button', { name: '启动预案：电梯困人' }).click()
  const dialog = one.sheet('启动预案')
  expect(await dialog.getByLabel('启动原因').inputValue()).toContain('电梯困人')
  await dialog.getByRole('button', { name: '启动预案：电梯困人' }).click()

  await both((wall) => running(wall, '电梯困人').getByRole('heading', { name: '电梯困人 · 2 栋' }).waitFor())
  await both((wall) => wall.page.getByRole('heading', { level: 1 }).filter({ hasText: '第 1 步，共 3 步' }).waitFor())
  expect(await one.page.locator('.drill-edge').count()).toBe(0)
  await both((wall) => step(wall, '电梯困人', '步骤 open', '等第 1、2 步').waitFor())

  await tick(one, '电梯困人', '步骤 calm')
  await tick(other, '电梯困人', '步骤 send')
  await both((wall) => step(wall, '电梯困人', '步骤 open', '进行中').waitFor())
  await tick(one, '电梯困人', '步骤 open')
  await finish(other, '电梯困人')
  await alarm('cleared')
  await other.alarms.getByRole('button', { name: '确认', exact: true }).click()
})

test('a real plan tells the world outside, which its start page said', async () => {
  await one.page.keyboard.press('Escape')
  await start(one, '实战')
  await both((wall) => running(wall, '爆管抢修').waitFor())
  await expect.poll(() => delivered.length, { timeout: 10_000 }).toBe(1)
  expect(delivered[0]).toMatchObject({ plan: { zh: '爆管抢修' }, to: { zh: '维修单位' } })
  await tick(one, '爆管抢修', '关总阀')
  await tick(other, '爆管抢修', '通知住户')
  await finish(one, '爆管抢修')
})

test('a drill looks like the real thing under its own edge and word, gives way to a real alarm, and reaches nobody', async () => {
  await start(other, '演练')
  await both((wall) => running(wall, '爆管抢修').getByText('演练', { exact: true }).waitFor())
  await both((wall) => wall.page.locator('.drill-edge').waitFor())
  await both((wall) => wall.page.getByRole('heading', { level: 1 }).filter({ hasText: '演练' }).waitFor())
  await tick(other, '爆管抢修', '关总阀')
  await alarm('raised')
  await both((wall) => wall.page.getByRole('heading', { level: 1 }).filter({ hasText: '电梯困人 2 栋' }).waitFor())
  await both((wall) => wall.page.getByTestId('drill-interrupt').getByText('电梯困人 · 2 栋').waitFor())
  expect(await worst(other.page)).toEqual([])
  await other.page.getByTestId('drill-interrupt').getByRole('button', { name: '中止演练' }).click()
  await both((wall) => wall.page.locator('.drill-edge').waitFor({ state: 'detached' }))
  await both((wall) => running(wall, '爆管抢修').waitFor({ state: 'detached' }))

  await expect.poll(outlet, { timeout: 10_000 }).toEqual([
    { channel: 'webhook', state: 'sent', drill: false },
    { channel: 'capture', state: 'captured', drill: true },
  ])
  expect(delivered).toHaveLength(1)
})

const flooded = (): Plan => publishedPlan({
  scene: 'burst-pipe', name: { zh: '水浸处置', en: 'Flooding' }, purpose: { zh: '止水、排水、清点', en: 'Stop it, pump, count' }, standDown: [{ zh: '现场无积水', en: 'No water left' }, { zh: '住户已告知', en: 'Residents are told' }],
  steps: [
    make('found', '找到漏点？', 'Is the leak found?', { kind: 'decide', answers: [{ key: 'yes', name: { zh: '找到', en: 'Yes' } }, { key: 'no', name: { zh: '没找到', en: 'No' } }] }),
    make('seal', '封堵漏点', 'Seal it', { after: ['found'], when: { step: 'found', answer: 'yes' } }),
    make('dig', '开挖查找', 'Dig for it', { after: ['found'], when: { step: 'found', answer: 'no' } }),
    make('power', '断开地库电源', 'Cut the power', { needs: { note: false, photo: false, second: true } }),
    make('roll', '清点人员', 'Call the roll', { kind: 'roll-call', rollCall: [] }),
    make('pump', '抽排积水', 'Pump it out', { after: ['dig'] }),
  ],
})
const make = (key: string, zh: string, en: string, more: Partial<PlanStep> = {}): PlanStep => ({ key, after: [], post: 'repair', name: { zh, en }, instruction: { zh: '', en: '' }, minutes: 10, notify: null, ...more })

test('a decision takes a branch, a step is skipped with why, a second person confirms another, and the desk calls the roll', async () => {
  await alarm('cleared')
  await one.alarms.getByRole('button', { name: '确认', exact: true }).click()
  await startAt('水浸处置', (dialog) => dialog.getByLabel('启动原因').fill('地库进水'))
  await both((wall) => running(wall, '水浸处置').waitFor())

  await running(one, '水浸处置').getByRole('button', { name: '没找到：找到漏点？' }).click()
  await stands('水浸处置', '封堵漏点', '不走此分支')
  await both((wall) => step(wall, '水浸处置', '开挖查找', '进行中').waitFor())

  await running(other, '水浸处置').getByRole('button', { name: '更多：开挖查找' }).click()
  const more = other.sheet('开挖查找')
  await more.getByText('交给别人、退回或跳过').click()
  expect(await more.getByRole('button', { name: '跳过', exact: true }).isDisabled()).toBe(true)
  await more.getByLabel('为什么跳过').fill('市政已在开挖')
  expect(await worst(other.page)).toEqual([])
  await more.getByRole('button', { name: '跳过', exact: true }).click()
  await stands('水浸处置', '开挖查找', '市政已在开挖')

  await running(one, '水浸处置').getByRole('button', { name: '完成：断开地库电源' }).click()
  await both((wall) => step(wall, '水浸处置', '断开地库电源', '待复核').waitFor())
  await step(one, '水浸处置', '断开地库电源', '等另一人复核').waitFor()
  expect(await running(one, '水浸处置').getByRole('button', { name: '复核通过：断开地库电源' }).count()).toBe(0)
  await running(other, '水浸处置').getByRole('button', { name: '复核通过：断开地库电源' }).click()
  await stands('水浸处置', '断开地库电源', '复核')

  await running(other, '水浸处置').getByRole('link', { name: '打开运行页：水浸处置' }).click()
  await other.page.getByRole('tab', { name: '人员' }).click()
  await other.page.getByTestId('roll-call').getByRole('button', { name: '张0A：平安' }).click()
  await other.page.getByTestId('roll-call').getByRole('listitem').filter({ hasText: '张0A' }).and(other.page.locator('[data-state="safe"]')).waitFor()
  await running(one, '水浸处置').getByText('1 / 5 已应答').waitFor()
})

test('its page shows the flow, the steps and what happened, on a wide screen and on a phone, in both languages', async () => {
  await other.page.getByRole('heading', { level: 1, name: /水浸处置/ }).waitFor()
  await other.page.getByRole('tab', { name: '经过' }).click()
  await other.page.getByTestId('run-timeline').getByText(/开挖查找/).first().waitFor()
  await other.page.locator('.react-flow').waitFor()
  // Wide and high enough that nothing is cut by the edge of a list that scrolls, which would count as too small to press.
  await other.page.setViewportSize({ width: 1920, height: 1080 })
  await other.page.getByRole('tab', { name: '步骤' }).waitFor({ state: 'detached' })
  expect(await worst(other.page)).toEqual([])
  await other.page.setViewportSize({ width: 390, height: 844 })
  await other.page.getByRole('tab', { name: '步骤' }).waitFor()
  await other.page.getByRole('tab', { name: '流程' }).click()
  await other.page.locator('.react-flow').waitFor()
  expect(await other.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await worst(other.page)).toEqual([])
  await other.page.setViewportSize({ width: 1366, height: 768 })
  await other.page.getByRole('link', { name: '启动记录' }).first().click()
  await other.page.getByRole('row', { name: /水浸处置/ }).waitFor()
  expect(await worst(other.page)).toEqual([])
  await other.page.goto(`${stage.base}/?scope=community:${stage.world.a.id}`)
  await other.live()
})

test('it is stood down by its checklist, and what is left becomes an order', async () => {
  await running(one, '水浸处置').getByRole('button', { name: '结束预案' }).click()
  const dialog = one.sheet('结束预案')
  await dialog.getByText('还有 2 项没有核对。').waitFor()
  await dialog.getByLabel('现场无积水').check()
  await dialog.getByText('还有 1 项没有核对。').waitFor()
  await dialog.getByRole('checkbox', { name: /抽排积水/ }).check()
  expect(await worst(one.page)).toEqual([])
  await dialog.getByRole('button', { name: '结束预案' }).click()
  await both((wall) => running(wall, '水浸处置').waitFor({ state: 'detached' }))
  await both((wall) => wall.orders.getByText('抽排积水').first().waitFor())
})

test('an area is drawn on the map by corners, and the plan that starts there is drawn on it', async () => {
  await startAt('水浸处置', async (dialog) => {
    await dialog.getByText('画定区域', { exact: true }).click()
    await dialog.getByRole('button', { name: '在地图上画' }).click()
    const sheet = one.page.getByTestId('area-drawing')
    await sheet.waitFor()
    for (const [x, y] of [[560, 300], [760, 300], [760, 450]] as const) await one.page.mouse.click(x, y)
    await one.page.getByText('已画 3 个角').waitFor()
    await one.page.keyboard.press('Enter')
    await dialog.getByText('已画 3 个角').waitFor()
    await dialog.getByLabel('启动原因').fill('东区进水')
  })
  await both((wall) => running(wall, '水浸处置').waitFor())
  const drawn = (wall: WallPage) => wall.page.waitForFunction(() => window.__watchfloor?.map?.querySourceFeatures('zone').some(({ geometry }) => geometry.type === 'Polygon' && geometry.coordinates[0]?.length === 4))
  await both(drawn)
  await finish(other, '水浸处置')
})

test('a warning that is about several communities starts its plan in all of them, each with its own answer', async () => {
  await makeUsers(stage.databaseUrl, [{ username: 'administrator', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }])
  const issued = await send(stage.base, '/api/keys', { name: '气象台', community: null, doors: ['cap'] }, { cookie: await signIn(stage.base, 'administrator') })
  const { key } = issued.body.once as { key: string }
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const answer = await fetch(`${stage.base}/api/doors/cap`, {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cap+xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${randomUUID()}</identifier><sender>met@example.gov.cn</sender><sent>${at(-1)}</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
      <info><language>zh-CN</language><category>Met</category><event>台风</event><urgency>Expected</urgency><severity>Extreme</severity><certainty>Likely</certainty><expires>${at(600)}</expires><headline>台风红色预警</headline>
      <area><areaDesc>沿江各区</areaDesc><polygon>29.9,119.9 29.9,121.1 30.1,121.1 30.1,119.9 29.9,119.9</polygon></area></info></alert>`,
  })
  expect(answer.status).toBe(202)
  await one.alarms.getByRole('button', { name: /^启动预案：/ }).first().click()
  const dialog = one.sheet('启动预案')
  await dialog.getByRole('group', { name: '预警涉及的小区' }).getByRole('checkbox').nth(1).waitFor()
  await dialog.getByText('演练', { exact: true }).click()
  await dialog.getByRole('radio', { name: '水浸处置' }).check()
  await dialog.locator('[data-start]').click()
  await dialog.locator('label[data-outcome="started"]').nth(1).waitFor()
  expect(await worst(one.page)).toEqual([])
  await dialog.locator('[data-start]').click()
  await both((wall) => running(wall, '水浸处置').waitFor())
})

test('nothing went wrong on either wall meanwhile', () => {
  expect([...one.troubles, ...other.troubles]).toEqual([])
})

/** Starts for real on the first wall, once `fill` has said where and why. */
async function startAt(name: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await one.page.keyboard.press('Escape')
  await one.page.keyboard.press('p')
  const dialog = one.sheet('启动预案')
  await dialog.getByRole('radio', { name }).check()
  await fill(dialog)
  await dialog.getByRole('button', { name: `启动预案：${name}` }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function start(wall: WallPage, mode: '实战' | '演练'): Promise<void> {
  await wall.page.keyboard.press('p')
  const dialog = wall.sheet('启动预案')
  await dialog.getByRole('radio', { name: /爆管抢修/ }).check()
  await dialog.getByText(mode, { exact: true }).click()
  await dialog.getByText(mode === '实战' ? '将对外发送' : '演练：以下消息只记录，不会发出').waitFor()
  const go = dialog.getByRole('button', { name: mode === '实战' ? '启动预案：爆管抢修' : '开始演练：爆管抢修' })
  await go.click()
  await dialog.getByText('请写明原因。').waitFor()
  await dialog.getByLabel('启动原因').fill('地下车库跑水')
  await go.click()
  await dialog.waitFor({ state: 'detached' })
}
