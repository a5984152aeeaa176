import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '#shared/plans.ts'
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
  page = await screen(stage.browser, { width: 1920, height: 1080 })
})
afterAll(async () => {
  await stock?.close()
  await stage?.end()
})

/** An administrator of the whole company at a screen. */
async function screen(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const { user } = await stock.user('administrator', [{ role: 'administrator', scope: { kind: 'everything' } }])
  const { token } = await stock.session(user)
  const [name = '', value = ''] = sessionCookie(testConfig(stage.databaseUrl), token).split('=')
  const context = await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce', acceptDownloads: true })
  context.setDefaultTimeout(20_000)
  await context.addCookies([{ name, value, url: stage.base }])
  return context.newPage()
}

const node = (name: string) => page.locator('.flow-node').filter({ hasText: name })
const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const field = (label: string) => page.getByRole('complementary').getByLabel(label, { exact: true })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const choose = async (label: string, option: string): Promise<void> => {
  await page.getByRole('complementary').getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
const name = async (zh: string, en: string): Promise<void> => {
  await field('做什么（中文）').fill(zh)
  await field('做什么（英文）').fill(en)
}
const whole = () => press('全图')
const middle = async (place: Locator): Promise<[number, number]> => {
  const box = await place.boundingBox()
  if (!box) throw new Error('it is not there')
  return [box.x + box.width / 2, box.y + box.height / 2]
}
const draw = async (from: string, to: string): Promise<void> => {
  const handle = (of: string, kind: 'source' | 'target') => page.locator('.react-flow__node').filter({ hasText: of }).locator(`.react-flow__handle.${kind}`)
  await page.mouse.move(...(await middle(handle(from, 'source'))))
  await page.mouse.down()
  await page.mouse.move(...(await middle(handle(to, 'target'))), { steps: 8 })
  await page.mouse.up()
}
const problem = (kind: string) => page.locator(`[data-problem="${kind}"]`)
const wide = () => page.evaluate(() => document.documentElement.scrollWidth)
const editionId = () => page.url().split('/').at(-1) ?? ''
const planOf = async (id: string): Promise<Plan> => (await (await page.request.get(`${stage.base}/api/plans/${id}`)).json()) as Plan

test('a plan is made from nothing: a decision, two branches, one that leads back', async () => {
  await page.goto(`${stage.base}/plans/library`)
  await press('新建预案')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称（中文）').fill('车库积水')
  await dialog.getByLabel('名称（英文）').fill('Water in the garage')
  await dialog.getByLabel('目的（中文）').fill('车不泡、人不涉险')
  await dialog.getByLabel('目的（英文）').fill('No car in the water, nobody at risk')
  await dialog.getByRole('button', { name: '新建', exact: true }).click()
  await node('新步骤').waitFor()
  await name('看水位', 'Look at the level')

  await press('在其后加一步')
  await choose('类型', '判断')
  await name('还在涨吗', 'Does it still rise')
  await press('在其后加一步')
  await name('开泵', 'Start the pumps')
  await field('时限（分钟）').fill('10')
  await row('还在涨吗').getByRole('button').click()
  await press('在其后加一步')
  await name('再等等', 'Wait and see')
  await field('时限（分钟）').fill('15')

  // One step is put after another by drawing a line between them.
  await whole()
  await draw('再等等', '开泵')
  await expect.poll(() => row('开泵').innerText()).toContain('2、3')
  await draw('开泵', '再等等')
  await page.getByText('会绕成一圈').waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => row('开泵').innerText()).not.toContain('2、3')

  // Each branch took an answer of its own.
  await expect.poll(() => row('开泵').innerText()).toContain('2 是')
  await expect.poll(() => row('再等等').innerText()).toContain('2 否')
  await page.locator('.flow-label', { hasText: '是' }).waitFor()
  await row('还在涨吗').getByRole('button').click()
  await press('加一个答案')
  await field('答案 3（中文）').fill('看不清')
  await field('答案 3（英文）').fill('Cannot be seen')
  await page.getByRole('complementary').getByRole('combobox', { name: '然后', exact: true }).nth(2).click()
  await page.getByRole('option', { name: '退回 1 看水位' }).click()
  await page.locator('.flow-back').waitFor({ state: 'attached' })
  await page.keyboard.press('Control+s')
  await page.getByText('已保存').waitFor()
  expect((await planOf(editionId())).steps.map(({ key, after, when }) => ({ key, after, answer: when?.answer ?? null }))).toEqual([
    { key: 's1', after: [], answer: null }, { key: 's2', after: ['s1'], answer: null }, { key: 's4', after: ['s2'], answer: 'no' }, { key: 's3', after: ['s2'], answer: 'yes' },
  ])
})

test('what stands against it is said in a sentence that leads to its place, and goes when it is put right', async () => {
  await row('再等等').getByRole('button').click()
  await choose('类型', '通知')
  await problem('missing').waitFor()
  await row('看水位').getByRole('button').click()
  await problem('missing').click()
  await expect.poll(() => field('做什么（中文）').inputValue()).toBe('再等等')
  expect(await node('再等等').innerText()).toContain('有问题')
  await field('发给谁（中文）').fill('车主')
  await field('发给谁（英文）').fill('Owners of cars')
  await field('内容（中文）').fill('车库有积水，请勿下库。')
  await field('内容（英文）').fill('Water in the garage: keep out.')
  await problem('missing').waitFor({ state: 'detached' })
  expect(await worst(page)).toEqual([])
})

test('what was done can be undone and done again, and leaving asks first', async () => {
  await row('开泵').getByRole('button').click()
  await page.keyboard.press('Delete')
  await row('开泵').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await row('开泵').waitFor()
  await page.keyboard.press('Control+y')
  await row('开泵').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await row('开泵').waitFor()
  await page.getByRole('link', { name: '启动记录' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('离开前要保存吗？').waitFor()
  await dialog.getByRole('button', { name: '留在这里' }).click()

  // The tab is lost, and nothing that was written.
  page.once('dialog', (asked) => void asked.accept())
  await page.reload()
  await page.getByText('已恢复上次没有保存的修改。').waitFor()
  expect(await row('再等等').innerText()).toContain('通知')
})

test('somebody who saved meanwhile is heard of, and neither loses anything', async () => {
  const { version, ...theirs } = await planOf(editionId())
  const { id: _id, series: _series, edition: _edition, state: _state, by: _by, changedAt: _changedAt, publishedAt: _publishedAt, publishedBy: _publishedBy, change: _change, findings: _findings, returned: _returned, ...content } = theirs
  const answer = await page.request.post(`${stage.base}/api/plans/${editionId()}/change`, { data: { ...content, version, targetMinutes: 90 }, headers: { origin: stage.base, 'Idempotency-Key': crypto.randomUUID() } })
  expect(answer.status()).toBe(200)
  const conflict = page.getByRole('alert').filter({ hasText: '别人先保存了' })
  await conflict.waitFor()
  await conflict.getByRole('button', { name: '看对方的版本' }).click()
  await conflict.waitFor({ state: 'detached' })
  await expect.poll(() => row('再等等').innerText()).not.toContain('通知')
  await page.keyboard.press('Control+z')
  await expect.poll(() => row('再等等').innerText()).toContain('通知')
  await page.keyboard.press('Control+s')
  await page.getByText('已保存').first().waitFor()
  expect((await planOf(editionId())).steps.some(({ kind }) => kind === 'notify')).toBe(true)
})

test('it is submitted, published, and another edition is begun', async () => {
  await press('送审')
  await page.getByRole('dialog').getByRole('button', { name: '送审' }).click()
  await page.getByText('送审中的版本不能修改').waitFor()
  await press('发布')
  await page.getByRole('dialog').getByLabel('改了什么').fill('第一版')
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await page.getByText('已发布的版本不能修改').waitFor()
  const first = editionId()
  expect(await planOf(first)).toMatchObject({ state: 'published', edition: 1, change: '第一版' })
  await press('建立新的一版')
  await page.getByText('第 2 版 · 草稿').waitFor()
  await expect.poll(editionId).not.toBe(first)
  await page.getByRole('link', { name: '预案库', exact: true }).first().click()
  const card = page.locator('.plan-card').filter({ hasText: '车库积水' })
  await card.getByText('第 2 版').waitFor()
  expect(await worst(page)).toEqual([])
})

test('what is exported comes in again as a draft', async () => {
  const card = page.locator('.plan-card').filter({ hasText: '车库积水' })
  const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('link', { name: /^导出/ }).click()])
  const text = await readFile(await download.path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ format: 'watchfloor-plan/1' })
  await press('导入')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('粘贴内容').fill('{"format": 1}')
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('粘贴内容').fill(text.replaceAll('车库积水', '地库进水'))
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await page.locator('.plan-card').filter({ hasText: '地库进水' }).getByText('草稿').waitFor()
})

test('it fits on a small screen and a phone, in English too', async () => {
  await page.setViewportSize({ width: 1366, height: 768 })
  expect(await wide()).toBeLessThanOrEqual(1366)
  await page.locator('.plan-card').filter({ hasText: '车库积水' }).getByRole('link', { name: '继续编辑' }).click()
  await node('看水位').waitFor()
  await page.getByText('步骤表', { exact: true }).click()
  await row('看水位').waitFor()
  expect(await wide()).toBeLessThanOrEqual(1366)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('手机上只能查看').waitFor()
  expect(await wide()).toBeLessThanOrEqual(390)
  await page.evaluate(() => localStorage.setItem('watchfloor.language', 'en'))
  await page.reload()
  await page.getByText('A phone shows it').waitFor()
  await page.getByText('Look at the level', { exact: true }).waitFor()
  expect(await wide()).toBeLessThanOrEqual(390)
  expect(await worst(page)).toEqual([])
  await page.goto(`${stage.base}/plans/library`)
  await page.getByRole('heading', { name: 'Water in the garage' }).first().waitFor()
  expect(await wide()).toBeLessThanOrEqual(390)
})
