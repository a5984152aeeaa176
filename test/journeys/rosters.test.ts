import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { makeUsers } from '../user.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage, type Language } from './wall-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
  await makeUsers(stage.databaseUrl, [{ username: 'chief', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }])
})
afterAll(async () => stage?.end())

async function enter(path: string, language: Language = 'zh', size = { width: 1366, height: 768 }): Promise<Page> {
  const screen = await WallPage.atTheDoor(stage.browser, stage.base, { language })
  await screen.page.setViewportSize(size)
  await screen.page.goto(stage.base + path)
  await screen.signIn('chief')
  return screen.page
}

async function choose(within: Locator, label: string, option: string | RegExp): Promise<void> {
  await within.getByRole('combobox', { name: label }).or(within.getByRole('textbox', { name: label })).first().click()
  await within.page().getByRole('option', { name: option }).click()
}

const fitsAcross = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
const file = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const person = (page: Page, code: string): Locator => page.locator(`[data-person="${code}"]`)

test('an administrator brings people in from a spreadsheet, sees one phone with a line in the audit, and lets somebody go', async () => {
  const page = await enter('/admin/people')
  await person(page, 'A-1').waitFor()
  await page.getByRole('button', { name: '导入 CSV' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(file('wrong.csv', '工号,姓名,岗位\nC-1,陈一,飞行员\n'))
  await dialog.getByText('有误 1').waitFor()
  await dialog.getByText(/post：应为：值班经理/).waitFor()
  expect(await dialog.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true)
  // As a Chinese spreadsheet writes it: GB 18030.
  const chinese = Buffer.from('b9a4bac52cd0d5c3fb2cb8dacebb2cb5e7bbb00a432d312cb3c2d2bb2cceacd0de2c31333831323334353637380a', 'hex')
  await dialog.locator('input[type=file]').setInputFiles(file('people.csv', chinese))
  await dialog.getByText('新增 1').waitFor()
  expect(await worst(page)).toEqual([])
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await person(page, 'C-1').getByText('陈一').waitFor()

  const phone = person(page, 'C-1').locator('.staff-phone')
  await phone.getByText('138****5678').waitFor()
  await phone.getByRole('button').click()
  await phone.getByText('13812345678').waitFor()
  const sql = connect(stage.databaseUrl, { max: 1, name: 'test-audit', role: 'watchfloor_app' })
  const looks = await sql<{ detail: Record<string, unknown> }[]>`select detail from audit where name = 'personContact'`
  await sql.end()
  expect(looks.length).toBe(1)
  expect(JSON.stringify(looks)).not.toContain('13812345678')

  await page.getByPlaceholder('姓名或工号').fill('c-1')
  await page.getByText('1 人').waitFor()
  expect(await worst(page)).toEqual([])
  expect(await fitsAcross(page)).toBe(true)
  await person(page, 'C-1').getByRole('button', { name: /离职/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '离职' }).click()
  await person(page, 'C-1').waitFor({ state: 'detached' })
  await page.close()
})

test('a roster is planned by a form, its absence is marked by a word, and it goes out and comes in as a calendar', async () => {
  const page = await enter('/admin/rosters')
  await page.getByRole('region', { name: '现在当班' }).getByText('张1A').waitFor()
  await page.getByRole('button', { name: '新建排班规则' }).click()
  const form = page.getByRole('dialog', { name: '新建排班规则' })
  await choose(form, '人员', /张1A/)
  await form.getByRole('radio', { name: '按天' }).check()
  await form.getByLabel('开始', { exact: true }).fill('22:00')
  await form.getByLabel('结束', { exact: true }).fill('02:00')
  const start = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10)
  await form.getByLabel('开始日').fill(start)
  expect(await worst(page)).toEqual([])
  await form.getByRole('button', { name: '新建排班规则' }).click()
  await page.getByRole('region', { name: '排班规则' }).first().getByText('每天').waitFor()
  await page.getByRole('button', { name: '下一周' }).click()
  const shifts = person(page, 'A-1').getByRole('button', { name: /22:00–02:00/ })
  await expect.poll(() => shifts.count()).toBe(7)

  await shifts.nth(2).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '标记缺勤' }).click()
  await page.getByRole('dialog', { name: /缺勤/ }).getByLabel('原因').fill('发烧')
  await page.getByRole('dialog', { name: /缺勤/ }).getByRole('button', { name: '标记缺勤' }).click()
  await person(page, 'A-1').getByRole('button', { name: /缺勤$/ }).waitFor()
  expect(await worst(page)).toEqual([])
  expect(await fitsAcross(page)).toBe(true)

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出日历' }).click()])
  const calendar = await readFile(await download.path())
  await page.getByRole('button', { name: '导入日历' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(file('roster.ics', calendar))
  await dialog.getByText('没有需要更改的内容。').waitFor()
  await page.close()
})

test('both pages speak English, on a large screen', async () => {
  const page = await enter('/admin/rosters', 'en', { width: 1920, height: 1080 })
  await page.getByRole('heading', { name: 'Rosters', level: 1 }).waitFor()
  await page.getByRole('region', { name: 'On duty now' }).getByText('Zhang 1 A').waitFor()
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await person(page, 'A-1').getByText('Off duty').or(person(page, 'A-1').getByText(/On duty until/)).waitFor()
  expect(await page.getByText(/[\u4e00-\u9fff]/).allTextContents()).toEqual([])
  await page.close()
})
