import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, type Stage } from './stage.ts'
import { WallPage } from './wall-page.ts'

let stage: Stage
/** The screen on the wall, which nobody touches. */
let screen: WallPage
/** Somebody at a desk, on the wall and in the office. */
let desk: WallPage
let office: WallPage

beforeAll(async () => {
  stage = await setStage()
  ;[desk] = (await stage.walls({ username: 'manager' })) as [WallPage]
  office = await desk.beside()
  await office.page.goto(`${stage.base}/admin/walls`)
  screen = await WallPage.atTheDoor(stage.browser, stage.base)
  await screen.page.goto(`${stage.base}/wall`)
})
afterAll(async () => stage?.end())

const letters = () => screen.page.getByTestId('pairing-code')
const sheet = () => screen.page.getByTestId('sheet')
const chip = () => desk.page.getByTestId('silent-walls')
const row = () => office.page.locator('[data-wall]').filter({ hasText: '大厅' })
const act = (name: string) => row().getByRole('button', { name, exact: true }).click()

async function change(layout: string): Promise<void> {
  await act('更改')
  const dialog = office.page.getByRole('dialog')
  await dialog.getByText(layout, { exact: true }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('a browser at /wall shows a code, and a phone that follows it makes it a wall', async () => {
  await screen.page.waitForFunction(() => /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/.test(document.querySelector('[data-testid=pairing-code]')?.textContent ?? ''))
  const code = await letters().innerText()
  expect(await screen.page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['配对这块大屏', 'Pair this wall'])
  await screen.page.getByRole('img', { name: '配对网址的二维码' }).waitFor()

  const phone = await WallPage.atTheDoor(stage.browser, stage.base, { size: { width: 390, height: 844 } })
  await phone.page.goto(`${stage.base}/pair?code=${code}`)
  await phone.signIn('manager')
  expect(await phone.page.getByLabel('配对码').inputValue()).toBe(code)
  await phone.page.getByLabel('名称').fill('大厅')
  await phone.page.getByRole('combobox', { name: '范围' }).click()
  await phone.page.getByRole('option', { name: '小区A' }).click()
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await phone.page.getByTestId('waiting-screen').innerText()).toMatch(/已等待 .+，地址 127\.0\.0\.1。/)
  expect(await phone.button('确认配对').isDisabled()).toBe(true)
  await phone.page.getByLabel(`我看着这块屏幕，它显示的正是 ${code}`).check()
  await phone.button('确认配对').click()
  await phone.page.getByText('“大厅”已配对').waitFor()
  await phone.close()

  await screen.live()
  await screen.drawn()
  expect(await screen.page.locator('.scope').innerText()).toMatch(/小区A[\s\S]*大厅/)
})

test('whoever types a code in the office is told which screen waits under it, or that none does', async () => {
  const waiting = await WallPage.atTheDoor(stage.browser, stage.base)
  await waiting.page.goto(`${stage.base}/wall`)
  await waiting.page.waitForFunction(() => /^[A-HJ-NP-Z2-9]{4}-/.test(document.querySelector('[data-testid=pairing-code]')?.textContent ?? ''))
  const code = await waiting.page.getByTestId('pairing-code').innerText()
  await waiting.close()
  await office.button('配对大屏').click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('门厅')
  await dialog.getByLabel('配对码').fill('ZZZZ-ZZZZ')
  await dialog.getByText('没有这个配对码').waitFor()
  expect(await dialog.getByRole('button', { name: '确认配对' }).isDisabled()).toBe(true)
  await dialog.getByLabel('配对码').fill(code)
  await dialog.getByTestId('waiting-screen').filter({ hasText: '地址 127.0.0.1' }).waitFor()
  expect(await dialog.getByRole('button', { name: '确认配对' }).isEnabled()).toBe(true)
  await dialog.getByRole('button', { name: '取消' }).click()
})

test('the wall shows what happens and takes no hand, key or finger', async () => {
  await stage.asManager('/api/orders', { community: stage.world.a.id, building: stage.world.a.houses[0]?.id, category: 'repair', title: '厨房跑水', priority: 'urgent' })
  await stage.asManager('/api/orders', { community: stage.world.b.id, building: null, category: 'repair', title: '别处的事' })
  await screen.row(/厨房跑水/)
  const sent: string[] = []
  screen.page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url())
  })
  for (const button of await screen.page.locator('button').all()) {
    const box = await button.boundingBox()
    if (box) await screen.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }
  for (const key of ['Tab', 'Enter', 'n', 'p', 'a', 'Control+k']) await screen.page.keyboard.press(key)
  await screen.idle()
  expect(await screen.page.getByRole('dialog').count()).toBe(0)
  expect(await sheet().count()).toBe(0)
  expect(await screen.page.evaluate(() => document.activeElement === document.body)).toBe(true)
  expect(sent).toEqual([])
  expect(await screen.page.getByText('别处的事').count()).toBe(0)
})

test('somebody in the office points it at a building, and back', async () => {
  await row().getByText('正常').waitFor()
  await act('指向…')
  await office.page.getByLabel('找楼栋、工单、告警或小区').first().fill('3 栋')
  await office.page.getByRole('dialog').getByRole('button', { name: /^楼栋 ?3 栋$/ }).click()
  await sheet().getByText('3 栋').first().waitFor()
  const [lon] = stage.world.a.houses[2]?.footprint.coordinates[0]?.[0] ?? [0]
  await screen.page.waitForFunction((west) => {
    const map = window.__watchfloor?.map
    return !!map && !map.isMoving() && map.getBounds().contains([west, 30]) && map.getZoom() > 17
  }, lon)
  await act('恢复原样')
  await sheet().waitFor({ state: 'detached' })
})

test('somebody at the desk shows there what they have selected', async () => {
  await desk.orders.getByRole('button', { name: /厨房跑水/ }).click()
  await desk.button('菜单').click()
  await desk.page.getByRole('menuitem', { name: '在大屏上显示…' }).click()
  await desk.page.getByRole('dialog', { name: '在大屏上显示' }).getByRole('button', { name: /大厅/ }).click()
  await sheet().getByText('厨房跑水').first().waitFor()
  await row().getByText('工单').waitFor()
  await act('恢复原样')
  await sheet().waitFor({ state: 'detached' })
})

test('it takes another layout at once', async () => {
  await change('地图')
  await screen.page.locator('[data-layout=map]').waitFor()
  expect(await screen.page.locator('.wall-left, .wall-right').count()).toBe(0)
  await change('列表')
  await screen.page.locator('[data-layout=lists]').waitFor()
  await screen.row(/厨房跑水/)
  expect(await screen.page.locator('.map').count()).toBe(0)
  await change('全貌')
  await screen.page.locator('[data-layout=wall]').waitFor()
  await screen.drawn()
})

test('it reloads when it is told to, and comes back by itself', async () => {
  await screen.page.evaluate(() => Object.assign(window, { before: true }))
  await act('重新载入')
  await screen.page.waitForFunction(() => !('before' in window))
  await screen.live()
  // And after its line was away for a while.
  await screen.context.setOffline(true)
  await screen.page.waitForFunction(() => document.documentElement.dataset.link === 'off')
  await screen.context.setOffline(false)
  await screen.live()
})

test('a wall whose picture stands still is a fault on the desk until it moves again, though its line is well', async () => {
  await chip().waitFor({ state: 'detached' })
  await screen.page.evaluate(() => Object.assign(window, { frames: window.requestAnimationFrame, requestAnimationFrame: () => 0 }))
  await chip().filter({ hasText: '大厅没有画面' }).waitFor()
  expect(await screen.page.evaluate(() => document.documentElement.dataset.link)).toBe('live')
  await row().getByText(/没有画面/).waitFor()
  await screen.page.evaluate(() => Object.assign(window, { requestAnimationFrame: (window as unknown as { frames: typeof requestAnimationFrame }).frames }))
  await chip().waitFor({ state: 'detached' })
})

test('a revoked wall goes dark and asks to be paired anew', async () => {
  await act('撤销')
  await office.page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await letters().waitFor()
  expect(await screen.page.getByText('厨房跑水').count()).toBe(0)
  await row().waitFor({ state: 'detached' })
  await chip().waitFor({ state: 'detached' })
})

test('a wall that is switched off is a fault, until somebody revokes it', async () => {
  const code = await letters().innerText()
  await stage.asManager('/api/walls', { code, name: '大厅', scope: { kind: 'everything' } })
  await screen.live()
  await row().getByText('正常').waitFor()
  await screen.close()
  await chip().filter({ hasText: '大厅没有画面' }).waitFor()
  await row().getByText(/已断开/).waitFor()
  await act('撤销')
  await office.page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await chip().waitFor({ state: 'detached' })
})

test('nothing went wrong on any of these screens meanwhile', () => {
  // A browser writes down what was refused while it was nobody yet, a code that no screen shows, and a line that was taken away.
  const expected = (trouble: string) => /\b401\b|\b400\b.*pairings\/look|ERR_INTERNET_DISCONNECTED|WebSocket connection|GPU stall|WebGL/i.test(trouble)
  expect([...screen.troubles, ...desk.troubles, ...office.troubles].filter((trouble) => !expected(trouble))).toEqual([])
})
