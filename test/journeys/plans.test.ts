import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plans } from '#db/schema/plans.ts'
import type { Plan } from '#shared/plans.ts'
import { change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'
import { publishedPlan } from '../published-plan.ts'

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
const step = (wall: WallPage, plan: string, name: string, state: string) => running(wall, plan).getByRole('listitem').filter({ hasText: name }).filter({ hasText: state })

async function tick(wall: WallPage, plan: string, name: string): Promise<void> {
  await running(wall, plan).getByRole('button', { name: `完成：${name}`, exact: true }).click()
  await both((screen) => step(screen, plan, name, '已完成').waitFor())
}

async function finish(wall: WallPage, plan: string): Promise<void> {
  const region = running(wall, plan)
  await region.getByRole('button', { name: '结束预案' }).click()
  await region.getByText('结束后不再计时').waitFor()
  await region.getByRole('button', { name: '结束预案' }).click()
  await both((screen) => running(screen, plan).waitFor({ state: 'detached' }))
}

async function alarm(turn: 'raised' | 'cleared'): Promise<void> {
  const answer = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device: stage.world.a.machines[1]?.code, kind: 'lift.trapped', severity: 'critical', change: turn })
  expect(answer.status).toBe(202)
}

async function outlet(): Promise<{ channel: string; state: string; drill: boolean }[]> {
  const sql = postgres(stage.databaseUrl, { max: 1, onnotice: () => {} })
  const rows = await sql<{ channel: string; state: string; drill: boolean }[]>`select channel, state, mode <> 'real' as drill from outlet order by at`
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
  await tick(one, '爆管抢修', '通知住户')
  await finish(other, '爆管抢修')
  await both((wall) => wall.page.locator('.drill-edge').waitFor({ state: 'detached' }))

  await expect.poll(outlet, { timeout: 10_000 }).toEqual([
    { channel: 'webhook', state: 'sent', drill: false },
    { channel: 'capture', state: 'captured', drill: true },
  ])
  expect(delivered).toHaveLength(1)
})

test('nothing went wrong on either wall meanwhile', () => {
  expect([...one.troubles, ...other.troubles]).toEqual([])
})

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
