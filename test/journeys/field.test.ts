import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '#shared/orders.ts'
import { send, signIn } from '../screen.ts'
import { makeUsers } from '../user.ts'
import { password } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let desk: WallPage
let worker: { id: string; username: string }
let mate: { id: string; username: string }

const size = { width: 390, height: 844 }
/** A picture of one red dot, which the phone makes into a photo. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  stage = await setStage()
  const [one, two] = stage.world.a.staff.filter(({ post }) => post === 'repair')
  worker = { id: one?.id ?? '', username: 'field-one' }
  mate = { id: two?.id ?? '', username: 'field-two' }
  await makeUsers(stage.databaseUrl, [worker, mate].map(({ id, username }) => ({ username, person: id, grants: [{ role: 'field' as const, scope: { kind: 'community' as const, id: stage.world.a.id } }] })))
  ;[desk] = (await stage.walls({ username: 'manager' })) as [WallPage]
})
afterAll(async () => stage?.end())

/** A phone at the field page, whose worker holds it for later. */
async function phone(username: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: size, locale: language === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: true, isMobile: true })
  context.setDefaultTimeout(20_000)
  const page = await open(context)
  await page.getByLabel(/^(用户名|User name)$/).fill(username)
  await page.getByLabel(/^(密码|Password)$/).fill(password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await page.locator('.field').waitFor()
  await live(page)
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const { active } = registration
    if (active && active.state !== 'activated') await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }))
  })
  return page
}

async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${stage.base}/field`)
  return page
}

const live = (page: Page) => page.waitForFunction(() => document.documentElement.dataset.link === 'live' && document.documentElement.dataset.cursor !== '')
const card = (page: Page) => page.getByTestId('card')
const move = (page: Page, name: string) => card(page).locator(`[data-move=${name}]`)
const waits = (page: Page, count: number) => page.locator(`[data-testid=waits][data-waits="${count}"]`).waitFor()
const state = (page: Page, name: string) => page.locator(`[data-testid=card][data-state="${name}"]`).waitFor()

/** Turns to an order, where it is not the large one already. */
async function turnTo(page: Page, { id }: Order): Promise<void> {
  const anywhere = page.locator(`main [data-order="${id}"]`)
  await anywhere.waitFor()
  if ((await anywhere.getAttribute('data-testid')) !== 'card') await anywhere.getByRole('button').first().click()
  await page.locator(`[data-testid=card][data-order="${id}"]`).waitFor()
}

async function takePhoto(page: Page, kind: string, at: number): Promise<void> {
  await page.getByTestId(`photo-${kind}`).setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: dot })
  await page.getByRole('img', { name: new RegExp(`^(照片|Photo) ${at}$`) }).waitFor()
}

/** What the phone keeps of what it last showed. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => new Promise<string>((resolve) => {
    indexedDB.open('watchfloor.field').addEventListener('success', ({ target }) => {
      const database = (target as IDBOpenDBRequest).result
      const asked = database.transaction('kept').objectStore('kept').get('held')
      asked.addEventListener('success', () => {
        database.close()
        resolve(JSON.stringify(asked.result ?? null))
      })
    })
  }))

/** An order in the hands of somebody, as the desk gives it. */
async function given(title: string, to: string, category = 'security'): Promise<Order> {
  const made = await stage.asManager('/api/orders', { community: stage.world.a.id, building: stage.world.a.houses[0]?.id, category, title, place: '2 单元 1201', description: '水从门缝流到楼道，楼下也漏了。', reporter: '王女士', priority: 'urgent' })
  const order = made.body.body as Order
  const assigned = await stage.asManager(`/api/orders/${order.id}/reassign`, { assignee: to, version: order.version })
  expect(assigned.status).toBe(200)
  return assigned.body.body as Order
}

type Told = { order: Order; timeline: { name: string; step?: { at: string; note: string } | null }[] }
async function toldOf(id: string): Promise<Told> {
  const answer = await fetch(`${stage.base}/api/orders/${id}`, { headers: { cookie: await signIn(stage.base, 'manager') } })
  return (await answer.json()) as Told
}

const shows = (words: string, as: string) => desk.orders.getByRole('listitem').filter({ hasText: words }).filter({ hasText: as }).waitFor()

describe('a phone', () => {
  test('takes an order from being given to being done, and the desk sees each move', async () => {
    const page = await phone(worker.username)
    const order = await given('厨房跑水', worker.id, 'repair')
    await state(page, 'assigned')
    expect(await worst(page)).toEqual([])
    await move(page, 'accept').click()
    await shows('厨房跑水', '已接单')
    await move(page, 'depart').click()
    await shows('厨房跑水', '在途')
    await move(page, 'arrive').click()
    await shows('厨房跑水', '已到场')
    await move(page, 'finish').click()
    const sheet = page.getByRole('dialog', { name: '完成工单' })
    for (const box of await sheet.getByRole('checkbox').all()) await box.check()
    await takePhoto(page, 'after', 1)
    const pad = sheet.locator('canvas')
    if ((await pad.count()) > 0) await sign(page, pad)
    expect(await worst(page)).toEqual([])
    await sheet.getByTestId('send-finish').click()
    await sheet.waitFor({ state: 'detached' })
    await waits(page, 0)
    await desk.page.waitForFunction((id) => window.__watchfloor?.picture().order.some((row) => row.id === id && row.version >= 6), order.id)
    const { order: done } = await toldOf(order.id)
    expect(done.state).toBe('done')
    expect(done.photos?.map(({ kind }) => kind)).toContain('after')
    await page.context().close()
  })
})

async function sign(page: Page, pad: ReturnType<Page['locator']>): Promise<void> {
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('nowhere to sign')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 180, box.y + 100, { steps: 5 })
  await page.mouse.up()
}

describe('without a line', () => {
  test('moves, a note and a photo wait on the phone, outlive its page, and are sent in their order with their own times', async () => {
    const page = await phone(worker.username)
    const order = await given('走廊灯不亮', worker.id)
    await turnTo(page, order)
    await expect.poll(() => kept(page)).toContain('走廊灯不亮')
    const context = page.context()
    await context.setOffline(true)
    const begun = Date.now()
    await move(page, 'accept').click()
    await state(page, 'accepted')
    await move(page, 'depart').click()
    await state(page, 'on-the-way')
    await move(page, 'arrive').click()
    await state(page, 'arrived')
    await card(page).locator('[data-act=note]').click()
    await page.getByLabel('写点什么').fill('灯管已烧黑')
    await page.getByTestId('save-note').click()
    await card(page).locator('[data-act=photo]').click()
    await takePhoto(page, 'before', 1)
    await page.getByTestId('save-note').click()
    await waits(page, 5)
    const done = Date.now()
    await page.close()

    const again = await open(context)
    await state(again, 'arrived')
    await waits(again, 5)
    expect(await again.getByText(/离线|正在连接/).count()).toBeGreaterThan(0)
    expect((await toldOf(order.id)).order.state).toBe('assigned')

    await context.setOffline(false)
    await waits(again, 0)
    await shows('走廊灯不亮', '已到场')
    const { order: now, timeline } = await toldOf(order.id)
    expect(timeline.map(({ name }) => name).filter((name) => name !== 'order.warned').slice(-5)).toEqual(['order.accepted', 'order.departed', 'order.arrived', 'order.noted', 'order.noted'])
    expect(now.photos?.map(({ kind }) => kind)).toEqual(['before'])
    const times = timeline.slice(-5).map(({ step }) => Date.parse(step?.at ?? ''))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const at of times) expect(at >= begun - 1000 && at <= done + 1000, `${begun} ${at} ${done}`).toBe(true)
    expect(timeline.at(-2)?.step?.note).toBe('灯管已烧黑')
    await context.close()
  })

  test('what was given to somebody else meanwhile is not taken; the phone says so and keeps the note', async () => {
    const page = await phone(worker.username)
    const order = await given('门锁打不开', worker.id)
    await turnTo(page, order)
    await page.context().setOffline(true)
    await move(page, 'accept').click()
    await card(page).locator('[data-act=note]').click()
    await page.getByLabel('写点什么').fill('住户说钥匙断在里面')
    await page.getByTestId('save-note').click()
    await waits(page, 2)
    const given2 = await stage.asManager(`/api/orders/${order.id}/reassign`, { assignee: mate.id, version: order.version })
    expect(given2.status).toBe(200)
    await page.context().setOffline(false)

    const stop = page.getByTestId('stop')
    await stop.filter({ hasText: '门锁打不开' }).filter({ hasText: '接单' }).waitFor()
    await stop.getByText('处理人 张2A').waitFor()
    await waits(page, 2)
    expect(await worst(page)).toEqual([])
    await page.reload()
    await stop.waitFor()
    await stop.getByRole('button', { name: '放弃' }).click()
    await stop.getByRole('button', { name: '确定放弃' }).click()
    await waits(page, 0)
    expect((await toldOf(order.id)).order.assignee).toBe(mate.id)
    await page.context().close()
  })
})

describe('in English', () => {
  test('an order waits for a part, and its other sheets hold nothing that keeps somebody out', async () => {
    const page = await phone(mate.username, 'en')
    await turnTo(page, await given('Gate does not close', mate.id))
    await move(page, 'accept').click()
    await state(page, 'accepted')
    for (const act of ['map', 'note', 'photo', 'details']) {
      await (act === 'details' ? card(page).getByRole('heading') : card(page).locator(`[data-act=${act}]`)).click()
      await page.getByRole('dialog').waitFor()
      expect(await worst(page), act).toEqual([])
      expect(await page.getByText(/\b(field|sheet|words)\.\w+\./).count(), act).toBe(0)
      await page.getByRole('button', { name: 'Close', exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await card(page).locator('[data-act=cannot]').click()
    await page.getByText('It has to wait').click()
    await page.getByText('For a part').click()
    await page.getByText('Tomorrow 9:00').click()
    expect(await worst(page)).toEqual([])
    await page.getByTestId('send-cannot').click()
    await state(page, 'waiting')
    await waits(page, 0)
    await page.context().close()
  })
})

test('nobody else sends what somebody left on a phone', async () => {
  const page = await phone(worker.username)
  const order = await given('水表箱开着', worker.id)
  await turnTo(page, order)
  await page.route('**/api/orders/*/accept', (route) => route.abort())
  await move(page, 'accept').click()
  await waits(page, 1)
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('用户名').fill(mate.username)
  await page.unroute('**/api/orders/*/accept')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await live(page)
  await waits(page, 0)
  expect((await toldOf(order.id)).order.state).toBe('assigned')
  await page.context().close()

  const cookie = await signIn(stage.base, worker.username)
  expect((await send(stage.base, `/api/orders/${order.id}/accept`, {}, { cookie })).status).toBe(200)
})

test('who signs out without a line, wherever that is, leaves nothing on the phone, is told so, and is out once there is a line', async () => {
  const page = await phone(worker.username)
  const order = await given('天台门锁坏了', worker.id)
  await page.getByText(order.title).first().waitFor()
  await page.goto(`${stage.base}/account`)
  const leave = page.getByRole('button', { name: '退出登录' })
  await leave.waitFor()
  await page.context().setOffline(true)
  await leave.click()
  await page.getByText('服务器还没有收到退出请求').waitFor()
  await page.goto(`${stage.base}/field`)
  await page.getByText('服务器还没有收到退出请求').waitFor()
  expect(await page.getByText(order.title).count()).toBe(0)
  await page.context().setOffline(false)
  await page.getByLabel('用户名').waitFor()
  expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(401)
  await page.context().close()
})
