import mqtt, { type MqttClient } from 'mqtt'
import { randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { openParts } from '#server/installation.ts'
import { nextMessage } from '../mqtt-stage.ts'
import { makeUsers } from '../user.ts'
import { testConfig } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

/** The first lift speaks for itself; nobody speaks for the second. */
const [lift, mute] = ['1-L1', '2-L1'] as const

let stage: Stage
let owner: Sql
let device: MqttClient
let desk: WallPage

beforeAll(async () => {
  stage = await setStage({ mqtt: { ...testConfig('').mqtt, host: '127.0.0.1', port: 0 } })
  owner = connect(stage.databaseUrl, { max: 1, name: 'test-owner' })
  await makeUsers(stage.databaseUrl, [{ username: 'butler', grants: [{ role: 'butler', scope: { kind: 'everything' } }] }])
  await owner`update device set actions = array['release', 'restart'] where code = any(${[lift, mute]}) and community_id = ${stage.world.a.id}`
  device = await mqtt.connectAsync(`mqtt://127.0.0.1:${stage.mqttPort}`, { username: await keyOf(lift), protocolVersion: 4 })
  await device.subscribeAsync('v1/devices/me/rpc/request/+', { qos: 1 })
  ;[desk] = (await stage.walls({ username: 'manager' })) as [WallPage]
})
afterAll(async () => {
  await device?.endAsync(true)
  await owner?.end()
  await stage?.end()
})

async function keyOf(code: string): Promise<string> {
  const { parts, close } = openParts(stage.databaseUrl, 'test-key', pino({ level: 'silent' }))
  const of = stage.world.a.machines.find((one) => one.code === code)?.id ?? null
  const { secret } = await issueKey(parts, { name: code, community: stage.world.a.id, device: of, doors: ['telemetry'], signed: false }, { kind: 'system', id: 'test', name: 'test' })
  await close()
  return secret
}

const sheetOf = (screen: WallPage): Locator => screen.page.getByTestId('sheet')
const told = (screen: WallPage, action: 'release' | 'restart') => sheetOf(screen).locator(`[data-instruction="${action}"]`).first()
/** From the list of devices, as from anywhere. */
async function openDevice(screen: WallPage, code: string, language: 'zh' | 'en' = 'zh'): Promise<void> {
  await screen.page.goto(`${stage.base}/work/devices?scope=community:${stage.world.a.id}`)
  await screen.page.locator(`tr[data-device="${code}"]`).getByRole('button').first().click()
  await sheetOf(screen).getByText(language === 'zh' ? '远程操作' : 'Remote actions').waitFor()
}
/** Asked for with a reason and the device's code. */
async function give(action: '释放' | '重启', code: string): Promise<void> {
  await sheetOf(desk).getByRole('button', { name: action }).click()
  const dialog = desk.page.getByRole('dialog', { name: new RegExp(`^${action}`) })
  await dialog.getByLabel('原因').fill('轿厢里有人，维保已断电')
  await dialog.getByLabel(/^输入设备编号/).fill(code)
  await dialog.getByRole('button', { name: '下发' }).click()
  await dialog.waitFor({ state: 'detached' })
}
const answer = ({ topic }: { topic: string }, body: object) => device.publishAsync(topic.replace('request', 'response'), JSON.stringify(body), { qos: 1 })

test('a lift with people in it is released from its alarm: a reason, its code typed by hand, and what it answered', async () => {
  const raised = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device: lift, kind: 'lift.trapped', severity: 'critical', change: 'raised' })
  expect(raised.status).toBe(202)
  await desk.row(/^紧急告警：电梯困人/)
  await desk.alarms.getByRole('button', { name: /^紧急告警：电梯困人/ }).first().click()
  await sheetOf(desk).getByText('还没有下发过指令。').waitFor()
  await sheetOf(desk).getByRole('button', { name: '释放' }).click()
  const dialog = desk.page.getByRole('dialog', { name: /^释放/ })
  const send = dialog.getByRole('button', { name: '下发' })
  await dialog.getByText('30 秒内没有执行就作废').waitFor()
  expect(await send.isDisabled()).toBe(true)
  await dialog.getByLabel(/^输入设备编号/).fill(mute)
  await dialog.getByText('与设备编号不一致').waitFor()
  await dialog.getByLabel('原因').fill('轿厢里有人，维保已断电')
  expect(await send.isDisabled()).toBe(true)
  await dialog.getByLabel(/^输入设备编号/).fill(lift)
  expect(await worst(desk.page)).toEqual([])
  const asked = nextMessage(device)
  await send.click()
  const message = await asked
  expect(message.body).toMatchObject({ method: 'release' })
  await told(desk, 'release').getByText(/^等待设备答复，剩/).waitFor()
  await answer(message, { success: true })
  await told(desk, 'release').getByText('已执行').waitFor()
  await told(desk, 'release').getByText(/manager .*轿厢里有人，维保已断电/).waitFor()
  await desk.page.keyboard.press('Escape')
})

test('what the device refuses is said in its own words', async () => {
  await openDevice(desk, lift)
  const asked = nextMessage(device)
  await give('重启', lift)
  await answer(await asked, { success: false, error: '门未关' })
  await told(desk, 'restart').getByText('设备拒绝').waitFor()
  await told(desk, 'restart').getByText('设备说：门未关').waitFor()
})

test('one that does not answer within 30 s is void, and a late answer counts for nothing', async () => {
  await openDevice(desk, lift)
  const asked = nextMessage(device)
  await give('释放', lift)
  const message = await asked
  await owner`update timer set due_at = now() where name = 'instruction.expire'`
  await told(desk, 'release').getByText('30 秒内没有答复，已作废').waitFor()
  await answer(message, { success: true })
  await told(desk, 'release').getByText(/才答复，不算执行/).waitFor()
  expect(await worst(desk.page)).toEqual([])
})

test('one for which nobody listens is said to be so, and tried by nobody later', async () => {
  await openDevice(desk, mute)
  await give('释放', mute)
  await told(desk, 'release').getByText('未能下发').waitFor()
  await told(desk, 'release').getByText('设备和它的网关都没有连接').waitFor()
})

test('who may not is told what can be done and by whom, and sees what was', async () => {
  const [butler] = await stage.walls({ username: 'butler', language: 'en', size: { width: 390, height: 844 } })
  if (!butler) throw new Error('no screen')
  await openDevice(butler, lift, 'en')
  await sheetOf(butler).getByText('Can be told from here: Release, Restart. Only a duty manager may.').waitFor()
  expect(await sheetOf(butler).getByRole('button', { name: /^(Release|Restart)$/ }).count()).toBe(0)
  await told(butler, 'release').getByText('no answer within 30 s, void').waitFor()
  expect(await butler.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(await worst(butler.page)).toEqual([])
})

test('nothing went wrong on the desk meanwhile', () => {
  expect(desk.troubles).toEqual([])
})
