import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import type { Plan, PlanStep } from '#shared/plans.ts'
import { readCap } from '#server/ingest/cap-message.ts'
import { readAlert } from '#server/ingest/cap-xml.ts'
import { send, signIn } from '../screen.ts'
import { makeUsers } from '../user.ts'
import { password } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

type Message = { kind: string; to: { zh: string }; text: { zh: string }; way?: string | null; cap?: string }

let stage: Stage
let gateway: Server
const delivered: Message[] = []
let desk: WallPage
let wall: WallPage
let phone: Page
let administrator: string
let manager: string

const words = (zh: string, en: string) => ({ zh, en })
const step = (key: string, post: PlanStep['post'], zh: string, en: string, more: Partial<PlanStep> = {}): PlanStep => ({
  key, post, name: words(zh, en), instruction: words(`${zh}：先确认自身安全。`, `${en}: be safe first.`), minutes: 10, after: [], notify: null, ...more,
})

const entrapment = {
  scene: 'lift-entrapment', name: words('电梯困人救援', 'People trapped in a lift'), purpose: words('平稳救出', 'Bring them out calmly'), triggers: [{ on: 'alarm', kinds: ['lift.trapped'] }], targetMinutes: 30,
  resources: [], measures: [], standDown: [words('电梯已停用挂牌', 'The lift is tagged')], acceptMinutes: 5, secondPerson: false,
  steps: [
    step('answer', 'duty-manager', '应答对讲', 'Answer the intercom', { needs: { note: true, photo: false, second: false } }),
    step('open', 'repair', '到场放人', 'Open the car', { after: ['answer'], needs: { note: true, photo: false, second: false } }),
    step('hurt', 'duty-manager', '有人受伤？', 'Is anybody hurt?', { kind: 'decide', after: ['open'], answers: [{ key: 'yes', name: words('有', 'Yes') }, { key: 'no', name: words('没有', 'No') }] }),
    step('ambulance', 'duty-manager', '叫救护车', 'Call an ambulance', { kind: 'notify', after: ['hurt'], when: { step: 'hurt', answer: 'yes' }, notify: { to: words('急救 120', 'Ambulance'), text: words('电梯困人，有人受伤', 'People hurt in a lift'), audience: 'outside', way: 'gateway' } }),
    step('calm', 'butler', '安抚住户', 'Calm residents', { after: ['hurt'] }),
    step('repair', 'repair', '检修电梯', 'Repair the lift', { kind: 'order', after: ['hurt'], order: { category: 'repair', priority: 'high', title: words('困人电梯检修', 'Repair the lift after an entrapment') } }),
  ],
}

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      delivered.push(JSON.parse(body) as Message)
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  stage = await setStage({ outletUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/` })
  const { a } = stage.world
  const repairer = a.staff.find(({ post }) => post === 'repair')
  // One of the two, so that it is known whose step it is.
  await absent(a.staff.filter(({ post, id }) => post === 'repair' && id !== repairer?.id).map(({ id }) => id))
  await makeUsers(stage.databaseUrl, [
    { username: 'repairer', person: repairer?.id ?? '', grants: [{ role: 'field', scope: { kind: 'community', id: a.id } }] },
    { username: 'administrator', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] },
  ])
  ;[administrator, manager] = await Promise.all([signIn(stage.base, 'administrator'), signIn(stage.base, 'manager')])
  await publish(entrapment, stage.world.plan.series)
  ;[desk, wall] = (await stage.walls({ username: 'manager' }, { username: 'manager-a' })) as [WallPage, WallPage]
  phone = await atPhone('repairer')
})
afterAll(async () => {
  await stage?.end()
  gateway?.close()
})

async function absent(people: string[]): Promise<void> {
  const sql = postgres(stage.databaseUrl, { max: 1, onnotice: () => {} })
  await sql`update shift set state = 'cancelled' where person_id = any(${people}::uuid[])`
  await sql.end()
}

/** As the library's pages do it: drafted, looked over, published. */
async function publish(content: object, series: string): Promise<Plan> {
  const act = async (path: string, body: object): Promise<Plan> => {
    const reply = await send(stage.base, path, body, { cookie: administrator })
    if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`)
    return reply.body.body as Plan
  }
  const draft = await act('/api/plans', { ...content, series })
  const sent = await act(`/api/plans/${draft.id}/submit`, { version: draft.version })
  return act(`/api/plans/${draft.id}/publish`, { version: sent.version, change: '按演练改进' })
}

async function atPhone(username: string): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: true, isMobile: true })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${stage.base}/field`)
  await page.getByLabel(/^用户名$/).fill(username)
  await page.getByLabel(/^密码$/).fill(password)
  await page.getByRole('button', { name: /^登录$/ }).click()
  await page.locator('.field').waitFor()
  return page
}

const running = (screen: WallPage) => screen.page.getByTestId('running-plan')
const onScreens = (key: string, state: string) => Promise.all([desk, wall].map((screen) => running(screen).locator(`[data-step="${key}"][data-state="${state}"]`).waitFor({ state: 'attached' })))

async function activation(): Promise<Activation> {
  const answer = await fetch(`${stage.base}/api/activations/list?communities=${stage.world.a.id}`, { headers: { cookie: manager } })
  const [newest] = (await answer.json()) as { id: string }[]
  const found = await fetch(`${stage.base}/api/activations/${newest?.id}`, { headers: { cookie: manager } })
  return ((await found.json()) as { activation: Activation }).activation
}

/** By the desk, past its forms. */
async function done(key: string, more: object): Promise<void> {
  const { id, version, steps } = await activation()
  const seen = steps.find((one) => one.key === key)?.version ?? version
  const reply = await stage.asManager(`/api/activations/${id}/steps`, { step: key, version: seen, ...more })
  expect([key, reply]).toEqual([key, expect.objectContaining({ status: 200 })])
}

test('people in a lift: two presses from the alarm to the plan, a step on a phone, a decision, an order, and the report', async () => {
  const raised = await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device: stage.world.a.machines[1]?.code, kind: 'lift.trapped', severity: 'critical', change: 'raised' })
  expect(raised.status).toBe(202)
  await desk.alarms.getByRole('button', { name: '启动预案：电梯困人救援' }).first().click()
  await desk.page.locator('[data-start]').click()
  await Promise.all([desk, wall].map((screen) => running(screen).getByRole('heading', { name: /电梯困人救援/ }).waitFor()))
  await onScreens('answer', 'open')
  await onScreens('open', 'waiting')

  await done('answer', { note: '轿厢内两人，情绪稳定' })
  await onScreens('open', 'open')
  const card = phone.getByTestId('step-card')
  await card.getByText('到场放人：先确认自身安全。').waitFor()
  expect(await worst(phone)).toEqual([])
  await card.locator('[data-move="accept-step"]').click()
  await card.locator('[data-move="complete-step"]').click()
  expect(await phone.getByTestId('send-step').isDisabled()).toBe(true)
  await phone.getByRole('textbox').fill('两人已救出')
  await phone.getByTestId('send-step').click()
  await onScreens('open', 'done')
  await card.waitFor({ state: 'detached' })

  await done('hurt', { answer: 'no' })
  await Promise.all([onScreens('ambulance', 'passed'), onScreens('calm', 'open'), onScreens('repair', 'done')])
  await desk.orders.getByText('困人电梯检修').waitFor()
  const { id, version } = await activation()
  expect((await stage.asManager(`/api/activations/${id}/finish`, { version, note: '无人受伤', stoodDown: ['电梯已停用挂牌'], orders: ['calm'] })).status).toBe(200)
  await Promise.all([desk, wall].map((screen) => running(screen).waitFor({ state: 'detached' })))
  await desk.orders.getByText('安抚住户').waitFor()

  await desk.page.goto(`${stage.base}/plans/runs/${id}/report`)
  await desk.page.getByRole('heading', { name: '复盘报告：电梯困人救援' }).waitFor()
  const steps = desk.page.getByRole('region', { name: '各步用时与时限' }).first()
  await steps.getByRole('row', { name: /到场放人/ }).waitFor()
  await desk.page.getByRole('region', { name: '全过程' }).getByText('两人已救出').waitFor()
  await desk.page.getByText('没有对外消息。').waitFor()
  await desk.page.getByRole('button', { name: '登记改进项' }).click()
  await desk.page.getByLabel('发现了什么').fill('三角钥匙不在值班室')
  await desk.page.getByRole('dialog').getByRole('button', { name: '登记改进项' }).click()
  await desk.page.getByRole('listitem').filter({ hasText: '三角钥匙不在值班室' }).waitFor()
  expect(await worst(desk.page)).toEqual([])
  expect(delivered).toEqual([])
})

test('a typhoon by CAP: offered, agreed to by a second person, and told outside as a public warning', async () => {
  // The library came with the installation: this is its next edition.
  const known = (await (await fetch(`${stage.base}/api/plans`, { headers: { cookie: manager } })).json()) as Plan[]
  const typhoon = known.find(({ scene }) => scene === 'typhoon')
  if (!typhoon) throw new Error('the library has no typhoon')
  await publish({
    ...entrapment, scene: 'typhoon', name: words('台风防御', 'Typhoon'), triggers: [{ on: 'alarm', kinds: ['weather.typhoon'] }], secondPerson: true,
    steps: [
      step('tell', 'duty-manager', '告知住户', 'Tell residents', { kind: 'notify', notify: { to: words('全体住户', 'All residents'), text: words('台风将至，请收好阳台物品 <1>', 'A typhoon is coming, clear your balconies'), audience: 'residents', way: 'cap' } }),
      step('close', 'security', '关闭地库挡板', 'Close the flood gates', { after: ['tell'] }),
    ],
  }, typhoon.series)
  await desk.page.goto(`${stage.base}/?scope=community:${stage.world.a.id}`)
  await desk.live()
  const issued = await send(stage.base, '/api/keys', { name: '气象台', community: null, doors: ['cap'] }, { cookie: administrator })
  const { key } = issued.body.once as { key: string }
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const answer = await fetch(`${stage.base}/api/doors/cap`, {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cap+xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${randomUUID()}</identifier><sender>met@example.gov.cn</sender><sent>${at(-1)}</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
      <info><language>zh-CN</language><category>Met</category><event>台风</event><urgency>Expected</urgency><severity>Extreme</severity><certainty>Likely</certainty><expires>${at(600)}</expires><headline>台风红色预警</headline>
      <area><areaDesc>沿江各区</areaDesc><polygon>29.9,119.9 29.9,120.1 30.1,120.1 30.1,119.9 29.9,119.9</polygon></area></info></alert>`,
  })
  expect(answer.status).toBe(202)
  await desk.alarms.getByRole('button', { name: '启动预案：台风防御' }).first().click()
  await desk.page.locator('[data-start]').click()
  const asked = wall.page.getByTestId('plan-asked')
  await asked.waitFor()
  expect(delivered).toEqual([])
  expect(await running(wall).count()).toBe(0)
  await asked.locator('[data-agree]').click()
  await Promise.all([desk, wall].map((screen) => running(screen).getByRole('heading', { name: /台风防御/ }).waitFor()))
  await onScreens('close', 'open')
  await expect.poll(() => delivered.length, { timeout: 10_000 }).toBe(1)
  expect(delivered[0]).toMatchObject({ kind: 'plan.notify', way: 'cap', to: { zh: '全体住户' } })
  expect(readCap(readAlert(Buffer.from(delivered[0]?.cap ?? '')))).toMatchObject({ kind: 'message', message: { status: 'actual' } })
  expect(delivered[0]?.cap).toContain('台风将至，请收好阳台物品 &lt;1&gt;')
})
