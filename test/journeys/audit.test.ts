import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeUsers } from '../user.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage, type Language } from './wall-page.ts'

let stage: Stage
let office: WallPage

beforeAll(async () => {
  stage = await setStage()
  await makeUsers(stage.databaseUrl, [
    { username: 'chief', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] },
    { username: 'chief-of-a', grants: [{ role: 'administrator', scope: { kind: 'community', id: stage.world.a.id } }] },
  ])
  const { world } = stage
  await stage.asManager('/api/orders', { community: world.a.id, building: world.a.houses[0]?.id, category: 'repair', title: '水管漏水' })
  await stage.asManager('/api/walls', { community: 'nonsense' })
  office = await enter('chief')
})
afterAll(async () => stage?.end())

async function enter(username: string, language: Language = 'zh'): Promise<WallPage> {
  const screen = await WallPage.atTheDoor(stage.browser, stage.base, { language })
  await screen.page.goto(`${stage.base}/admin/audit`)
  await screen.signIn(username)
  return screen
}

const rows = (screen: WallPage): Locator => screen.page.getByRole('row')
const line = (screen: WallPage, what: string): Locator => rows(screen).filter({ has: screen.page.getByRole('cell', { name: what, exact: true }) })

async function choose(screen: WallPage, label: string, option: string): Promise<void> {
  await screen.page.getByRole('combobox', { name: label }).or(screen.page.getByRole('textbox', { name: label })).first().click()
  await screen.page.getByRole('option', { name: option, exact: true }).click()
}

test('an administrator sees who did what, opens a line by keyboard, and filters', async () => {
  const { page } = office
  await line(office, '登录').first().waitFor()
  expect(await worst(page)).toEqual([])
  const show = line(office, '登录').first().getByRole('button', { name: '详情' })
  await show.focus()
  await page.keyboard.press('Enter')
  await page.getByText('session.opened').first().waitFor()
  await page.getByRole('button', { name: '收起' }).press('Enter')

  await choose(office, '结果', '被拒绝')
  await expect.poll(() => line(office, '登录').count()).toBe(0)
  await line(office, '批准大屏').waitFor()
  await choose(office, '行为', '登录')
  await page.getByText('没有符合条件的记录。').waitFor()
  await page.getByRole('button', { name: '清除条件' }).click()

  await line(office, '登录').first().waitFor()
  await line(office, '批准大屏').getByRole('button', { name: 'manager', exact: true }).click()
  await page.getByRole('button', { name: '只看：manager' }).waitFor()
  await expect.poll(async () => (await rows(office).allInnerTexts()).slice(1).every((text) => text.includes('manager'))).toBe(true)
  await page.getByRole('button', { name: '清除条件' }).click()
})

test('takes them away as a file, which is in the audit too', async () => {
  const { page } = office
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()])
  expect(file.suggestedFilename()).toBe('audit.csv')
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/^\uFEFFseq,at,act,.*session\.opened/s)
  await page.getByRole('button', { name: '刷新' }).click()
  await line(office, '导出审计').waitFor()
})

test('one of a part sees that part, and who is none sees why not', async () => {
  const part = await enter('chief-of-a', 'en')
  await part.page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
  await choose(part, 'Time', 'All')
  await rows(part).nth(1).waitFor()
  const places = await part.page.locator('tbody tr td:nth-child(4)').allInnerTexts()
  expect(new Set(places)).toEqual(new Set(['Estate A']))
  expect(await worst(part.page)).toEqual([])
  const manager = await enter('manager')
  await manager.page.getByText('您的角色不能查看这一页，请联系管理员。').waitFor()
})

test('a failure is told with a way on', async () => {
  const { page } = office
  await page.route('**/api/audit', (route) => route.abort())
  await page.getByRole('button', { name: '刷新' }).click()
  await page.getByRole('alert').waitFor()
  await page.unroute('**/api/audit')
  await page.getByRole('button', { name: '重试' }).click()
  await line(office, '登录').first().waitFor()
})
