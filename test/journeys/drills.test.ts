import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Drill } from '#shared/drills.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage } from './wall-page.ts'

/** A PNG of one pixel. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

let stage: Stage
let lead: Page
let observer: Page
let id: string

const opened = async (path: string, options: Parameters<typeof WallPage.atTheDoor>[2] & { username: string }): Promise<Page> => {
  const screen = await WallPage.atTheDoor(stage.browser, stage.base, options)
  await screen.signIn(options.username)
  await screen.live()
  await screen.page.goto(stage.base + path)
  return screen.page
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
/** Nothing is wider than the screen. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const sound = async (page: Page, name: string) => {
  expect([await worst(page), await overflow(page)], name).toEqual([[], 0])
}

beforeAll(async () => {
  stage = await setStage()
  lead = await opened('/plans/drills', { username: 'manager', size: { width: 1920, height: 1080 }, scope: `community:${stage.world.a.id}` })
})
afterAll(() => stage?.end())

test('what is due is listed, and a drill is planned with its objectives and its script', async () => {
  await lead.getByRole('heading', { name: '应演练' }).waitFor()
  await expect.poll(() => lead.getByRole('row').filter({ hasText: '未演练' }).count()).toBe(3)
  await sound(lead, 'duties')
  await lead.getByRole('row', { name: /电梯困人/ }).getByRole('button', { name: '排定' }).click()
  const form = lead.getByRole('dialog', { name: '排定演练' })
  await form.getByText('这个预案没有评分项，请自定。').waitFor()
  await form.getByText('自定', { exact: true }).click()
  await form.getByRole('button', { name: '增加评分项' }).click()
  const objective = form.getByRole('group', { name: '评分项 1' })
  await objective.getByLabel('中文').fill('15 分钟内到场')
  await objective.getByLabel('目标（分钟）').fill('15')
  for (const [nth, minutes, text] of [[1, '0', '三人被困'], [2, '30', '记者到场']] as const) {
    await form.getByRole('button', { name: '增加投放' }).click()
    const inject = form.getByRole('group', { name: `情景投放 ${nth}` })
    await inject.getByLabel('开始后（分钟）').fill(minutes)
    await inject.getByLabel('内容（中文）').fill(text)
  }
  const first = form.getByRole('group', { name: '情景投放 1' })
  await first.getByRole('combobox', { name: '种类' }).click()
  await lead.getByRole('option', { name: '告警' }).click()
  await first.getByRole('combobox', { name: '告警' }).click()
  await lead.getByRole('option', { name: '电梯困人' }).click()
  const machine = stage.world.a.machines.at(-1)
  await first.getByRole('combobox', { name: '设备（可不选）' }).fill(machine?.code ?? '')
  await lead.getByRole('option', { name: `${machine?.code} ${machine?.name.zh} · ${stage.world.a.houses.at(-1)?.name.zh}` }).click()
  await sound(lead, 'form')
  await form.getByRole('button', { name: '排定', exact: true }).click()
  await lead.waitForURL(/\/plans\/drills\/[\w-]{36}$/)
  id = lead.url().split('/').at(-1) ?? ''
  await lead.getByRole('heading', { name: /小区A · 电梯困人/ }).waitFor()
  await lead.getByText('第 30 分钟').waitFor()
  await sound(lead, 'planned')
})

test('it begins, the clock puts the staged alarm in, and what is made up comes by hand', async () => {
  await button(lead, '开始演练').click()
  const dialog = lead.getByRole('dialog', { name: '开始演练' })
  await dialog.getByText(/不指令真实设备/).waitFor()
  await sound(lead, 'start')
  await dialog.getByRole('button', { name: '开始演练' }).click()
  const script = lead.getByRole('region', { name: '情景投放' })
  await script.locator('[data-in]').filter({ hasText: '三人被困' }).waitFor({ timeout: 30_000 })
  await script.locator('[data-next]').filter({ hasText: '记者到场' }).getByText(/29:\d\d 后/).waitFor()
  await script.getByLabel('发生了什么').fill('阀门卡住')
  await script.getByRole('button', { name: '投放', exact: true }).click()
  await script.locator('[data-in]').filter({ hasText: '阀门卡住' }).waitFor()
  await script.getByText('照片', { exact: true }).click()
  await script.getByLabel('发生了什么').fill('机房进水')
  await script.getByTestId('photo-report').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: dot })
  await script.getByRole('button', { name: '投放', exact: true }).click()
  await script.locator('[data-in]').filter({ hasText: '机房进水' }).locator('img').waitFor()
  await sound(lead, 'running')
})

test('an observer scores it from a phone, and it comes in on the desk', async () => {
  observer = await opened(`/plans/drills/${id}/score`, { username: 'observer', size: { width: 390, height: 844 }, scope: `community:${stage.world.a.id}` })
  const arrival = observer.getByRole('group', { name: /15 分钟内到场/ })
  await arrival.getByRole('button', { name: /^P/ }).click()
  await observer.getByRole('group', { name: /安抚住户/ }).getByRole('button', { name: /^S/ }).click()
  expect((await arrival.getByRole('button', { name: /^P/ }).boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await sound(observer, 'score-phone')
  await button(observer, '提交评分').click()
  await observer.getByText('评分已提交').waitFor()
  await lead.getByRole('region', { name: '评分', exact: true }).getByText('observer').waitFor()
})

test('a resident scores it by a code, on a page of its own, without signing in', async () => {
  await button(lead, '开放评分').click()
  await lead.getByRole('dialog', { name: '开放评分' }).getByRole('button', { name: '开放评分' }).click()
  const shown = lead.getByRole('dialog', { name: '住户代表评分' })
  const address = (await shown.locator('code').last().textContent()) ?? ''
  expect(address).toMatch(/\/score\/[2-9A-HJ-NP-Z]{12}$/)
  await sound(lead, 'code')
  await shown.getByRole('button', { name: '关闭' }).last().click()
  const context = await stage.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', isMobile: true, hasTouch: true })
  const phone = await context.newPage()
  await phone.goto(address)
  await phone.getByText('电梯困人', { exact: true }).waitFor()
  await phone.getByRole('button', { name: '提交评分' }).click()
  await phone.getByText(/请写一个称呼/).waitFor()
  await phone.getByRole('group', { name: /15 分钟内到场/ }).getByRole('button', { name: '问题较多' }).click()
  await phone.getByLabel('怎么称呼您').fill('王阿姨')
  await sound(phone, 'resident')
  await phone.getByRole('button', { name: '提交评分' }).click()
  await phone.getByText('评分已提交，谢谢').waitFor()
  await phone.getByRole('button', { name: '更改评分' }).click()
  await phone.getByRole('group', { name: /15 分钟内到场/ }).getByRole('button', { name: '基本完成' }).click()
  await phone.getByRole('button', { name: '提交评分' }).click()
  await phone.getByText('评分已提交，谢谢').waitFor()
  await sound(phone, 'resident-sent')
  await lead.getByRole('region', { name: '评分', exact: true }).getByText('王阿姨').waitFor()
  const english = await (await stage.browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })).newPage()
  await english.goto(address.replace(/.{12}$/, 'AAAABBBB2222'))
  await english.getByText('This code is not right').waitFor()
})

test('ended, it shows its result; the next one of the same plan is held against it', async () => {
  const held = async () => (await (await lead.request.get(`${stage.base}/api/drills/${id}`)).json()) as { drill: Drill }
  const { activation } = (await held()).drill
  await expect.poll(async () => {
    const { activation: run } = (await (await lead.request.get(`${stage.base}/api/activations/${activation}`)).json()) as { activation: { version: number } }
    return (await stage.asManager(`/api/activations/${activation}/finish`, { version: run.version })).status
  }).toBe(200)
  const result = lead.getByRole('region', { name: '结果' })
  await result.getByText('通过', { exact: true }).waitFor()
  await result.getByRole('row', { name: /15 分钟内到场/ }).getByText('基本完成').waitFor()
  await result.getByText('这是该预案在本小区的第一次演练。').waitFor()
  await lead.getByRole('button', { name: '划去评分：王阿姨' }).click()
  const strike = lead.getByRole('dialog', { name: '划去评分：王阿姨' })
  await strike.getByRole('textbox').fill('不在现场')
  await sound(lead, 'strike')
  await strike.getByRole('button', { name: '划去', exact: true }).click()
  await lead.getByText(/已划去（manager .*）：不在现场/).waitFor()
  await result.getByRole('row', { name: /15 分钟内到场/ }).getByText('顺利完成').waitFor()
  await sound(lead, 'result')
  await lead.setViewportSize({ width: 390, height: 844 })
  await sound(lead, 'result-phone')
  await lead.goto(`${stage.base}/plans/drills`)
  await lead.getByRole('heading', { name: '以往' }).waitFor()
  await sound(lead, 'list-phone')
  await lead.getByRole('button', { name: /显示已完成的/ }).click()
  await lead.setViewportSize({ width: 1920, height: 1080 })
  await sound(lead, 'list')
})
