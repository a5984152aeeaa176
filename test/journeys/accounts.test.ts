import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { send, signIn } from '../screen.ts'
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
  office = await enter('chief', '/admin/accounts')
})
afterAll(async () => stage?.end())

/** Signed in on a page that is not the wall. */
async function enter(username: string, path: string, language: Language = 'zh'): Promise<WallPage> {
  const screen = await WallPage.atTheDoor(stage.browser, stage.base, { language })
  await screen.page.goto(stage.base + path)
  await screen.signIn(username)
  return screen
}

const row = (screen: WallPage, username: string): Locator => screen.page.getByRole('row').filter({ has: screen.page.getByRole('cell', { name: username, exact: true }) })
const dialog = (screen: WallPage, name: string | RegExp): Locator => screen.page.getByRole('dialog', { name })
const atTheDoor = (screen: WallPage): Promise<void> => screen.page.getByRole('heading', { name: '登录值守台' }).waitFor()

async function act(screen: WallPage, username: string, what: string): Promise<void> {
  await row(screen, username).getByRole('button', { name: /^操作/ }).click()
  await screen.page.getByRole('menuitem', { name: what }).click()
}

/** Chooses in one of Mantine's selects, which are text boxes with a list. */
async function choose(within: Locator, label: string, option: string, nth = 0): Promise<void> {
  await within.getByRole('combobox', { name: label }).or(within.getByRole('textbox', { name: label })).nth(nth).click()
  await within.page().getByRole('option', { name: option, exact: true }).click()
}

/** Set in a page by us, gone after a reload. */
const mark = (screen: WallPage) => screen.page.evaluate(() => void Object.assign(window, { marked: true }))
const isMarked = (screen: WallPage) => screen.page.evaluate(() => 'marked' in window)

describe('an administrator', () => {
  let initial = ''

  test('makes an account, hands over its password, and whoever has it sees what was given and no more', async () => {
    await office.button('新建账号').click()
    const form = dialog(office, '新建账号')
    await form.getByLabel('姓名').fill('李新人')
    await form.getByLabel(/^用户名/).fill('li.new')
    await form.getByRole('button', { name: '生成' }).click()
    await form.getByRole('button', { name: '添加角色' }).click()
    await choose(form, '角色', '值班经理')
    await choose(form, '范围', '小区A')
    await form.getByRole('button', { name: '新建账号' }).click()
    const told = dialog(office, '账号已建立')
    initial = await told.locator('code').innerText()
    expect(initial).toHaveLength(24)
    await told.getByRole('button', { name: '我已保存' }).click()
    await row(office, 'li.new').getByText('值班经理（小区A）').waitFor()

    const wall = await WallPage.atTheDoor(stage.browser, stage.base)
    await wall.signIn('li.new', initial)
    await wall.live()
    await wall.page.getByTestId('scope').filter({ hasText: '小区A' }).waitFor()
    await wall.close()
  })

  test('is told at the field when the name is taken, and loses nothing that was typed', async () => {
    await office.button('新建账号').click()
    const form = dialog(office, '新建账号')
    await form.getByLabel('姓名').fill('另一人')
    await form.getByLabel(/^用户名/).fill('manager')
    await form.getByRole('button', { name: '添加角色' }).click()
    await form.getByRole('button', { name: '新建账号' }).click()
    await form.getByText('这个用户名已被使用').waitFor()
    expect(await form.getByLabel('姓名').inputValue()).toBe('另一人')
    await office.page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
  })

  test('narrows somebody’s rights: their open wall loses the communities at once, without a reload', async () => {
    const wall = await WallPage.signedIn(stage.browser, stage.base, { username: 'manager', scope: 'everything' })
    await mark(wall)
    await wall.page.getByTestId('scope').filter({ hasText: '2 个小区' }).waitFor()
    await act(office, 'manager', '更改权限')
    const form = dialog(office, '更改 manager')
    await choose(form, '范围', '小区A')
    await form.getByText('将增加').waitFor()
    await form.getByText('将收回').waitFor()
    expect(await form.locator('.grants-added li, .grants-withdrawn li').allInnerTexts()).toEqual(['+ 值班经理（小区A）', '− 值班经理（全公司）'])
    expect(await worst(office.page)).toEqual([])
    await form.getByRole('button', { name: '保存更改' }).click()
    await form.waitFor({ state: 'detached' })
    await wall.page.waitForFunction(() => !document.querySelector('[data-testid="scope"]')?.textContent.includes('2 个小区'))
    await wall.live()
    await wall.page.getByTestId('scope').click()
    expect(await wall.page.getByRole('menuitem').allInnerTexts()).not.toContain('小区B')
    expect(await isMarked(wall)).toBe(true)
    await wall.close()
  })

  test('who was slower sees what the other made of it, and compares again', async () => {
    await act(office, 'observer', '更改权限')
    const form = dialog(office, '更改 observer')
    await form.getByRole('button', { name: '添加角色' }).click()
    await choose(form, '角色', '管家', 1)

    const cookie = await signIn(stage.base, 'chief')
    const members = (await (await fetch(`${stage.base}/api/members`, { headers: { cookie } })).json()) as { id: string; username: string; version: number; name: string }[]
    const observer = members.find(({ username }) => username === 'observer')
    const faster = [{ role: 'drill-lead', scope: { kind: 'everything' } }]
    const changed = await send(stage.base, `/api/members/${observer?.id}/change`, { version: observer?.version, name: observer?.name, grants: faster }, { cookie })
    expect(changed.status).toBe(200)

    await form.getByRole('button', { name: '保存更改' }).click()
    await form.getByRole('alert').filter({ hasText: '演练负责人（全公司）' }).waitFor()
    await form.getByRole('button', { name: '按现在的状态重新比较' }).click()
    await form.getByText('− 演练负责人（全公司）').waitFor()
    await form.getByRole('button', { name: '保存更改' }).click()
    await form.waitFor({ state: 'detached' })
    await row(office, 'observer').getByText('管家（全公司）').waitFor()
  })

  test('disables somebody with a reason: they are at the door, told why, and cannot come back', async () => {
    const wall = await WallPage.atTheDoor(stage.browser, stage.base)
    await wall.signIn('li.new', initial)
    await wall.live()
    await act(office, 'li.new', '停用')
    const form = dialog(office, '停用 李新人')
    expect(await form.getByRole('button', { name: '停用' }).isDisabled()).toBe(true)
    await form.getByLabel('原因').fill('离职')
    await form.getByRole('button', { name: '停用' }).click()
    await atTheDoor(wall)
    await wall.page.getByText('这次登录已经结束：在别处退出，或被管理员结束、停用。').waitFor()
    await wall.signIn('li.new', initial)
    await wall.page.getByRole('alert').filter({ hasText: '用户名或密码不对。' }).waitFor()
    await wall.close()
    await row(office, 'li.new').getByText(/停用$/).waitFor()
  })

  test('takes somebody back with a new password, and sees and ends where they are signed in', async () => {
    await act(office, 'li.new', '启用')
    const enabling = dialog(office, '启用 李新人')
    await enabling.getByRole('button', { name: '启用' }).click()
    await enabling.waitFor({ state: 'detached' })
    await row(office, 'li.new').getByText(/停用$/).waitFor({ state: 'detached' })
    await act(office, 'li.new', '重置登录')
    await dialog(office, '重置 李新人 的登录').getByRole('button', { name: '重置' }).click()
    const told = dialog(office, '已重置')
    const fresh = await told.locator('code').innerText()
    await told.getByRole('button', { name: '我已保存' }).click()

    const theirs = await WallPage.atTheDoor(stage.browser, stage.base)
    await theirs.page.goto(`${stage.base}/account`)
    await theirs.signIn('li.new', initial)
    await theirs.page.getByRole('alert').filter({ hasText: '用户名或密码不对。' }).waitFor()
    await theirs.signIn('li.new', fresh)
    await theirs.page.getByRole('heading', { name: '我的账号' }).waitFor()
    await act(office, 'li.new', '登录设备')
    await dialog(office, '李新人 的登录').getByRole('button', { name: /^结束登录/ }).click()
    await atTheDoor(theirs)
    await office.page.keyboard.press('Escape')
    await theirs.close()
  })

  test('finds accounts by word, role and state', async () => {
    const names = () => office.page.getByRole('row').locator('td:nth-child(2)').allInnerTexts()
    await office.page.getByLabel('搜索').fill('李')
    expect(await names()).toEqual(['li.new'])
    await office.page.getByLabel('搜索').fill('')
    await choose(office.page.locator('.office-filters'), '角色', '管理员')
    expect(await names()).toEqual(['chief', 'chief-of-a'])
    await choose(office.page.locator('.office-filters'), '角色', '全部')
    await choose(office.page.locator('.office-filters'), '状态', '已停用')
    await office.page.getByText('没有符合筛选的账号。').waitFor()
    await choose(office.page.locator('.office-filters'), '状态', '全部')
  })

  test('demands a second factor of a role: whoever holds it has to set one up, on the screen that is open', async () => {
    const wall = await WallPage.atTheDoor(stage.browser, stage.base)
    await wall.signIn('observer')
    await wall.live()
    const policy = await enter('chief', '/admin/policy')
    await policy.page.getByLabel('管家').check()
    expect(await worst(policy.page)).toEqual([])
    await policy.button('保存').click()
    await wall.page.getByRole('heading', { name: '设置两步验证' }).waitFor()
    await policy.close()
    await wall.close()
  })

  test('of one community sees those of that community only, and gives nothing beyond it', async () => {
    const theirs = await enter('chief-of-a', '/admin/accounts')
    await row(theirs, 'manager-a').waitFor()
    expect(await row(theirs, 'chief').count()).toBe(0)
    await act(theirs, 'manager-a', '更改权限')
    const form = dialog(theirs, '更改 manager-a')
    await form.getByRole('combobox', { name: '范围' }).or(form.getByRole('textbox', { name: '范围' })).first().click()
    expect(await theirs.page.getByRole('option').allInnerTexts()).toEqual(['小区A'])
    await theirs.close()
  })
})

describe('one’s own account', () => {
  test('shows who one is and where one is signed in, and ends a sign-in elsewhere', async () => {
    const elsewhere = await WallPage.signedIn(stage.browser, stage.base, { username: 'manager-a' })
    const desk = await WallPage.signedIn(stage.browser, stage.base, { username: 'manager-a' })
    await desk.button('菜单').click()
    await desk.page.getByRole('menuitem', { name: '我的账号' }).click()
    await desk.page.getByText('值班经理（小区A）').waitFor()
    const others = desk.page.getByTestId('session').filter({ hasNot: desk.page.getByText('本机') })
    await others.first().waitFor()
    expect(await desk.page.getByTestId('session').filter({ hasText: '本机' }).count()).toBe(1)
    expect(await worst(desk.page)).toEqual([])
    await desk.button('结束其他全部').click()
    await dialog(desk, '结束其他全部').getByRole('button', { name: '结束其他全部' }).click()
    await atTheDoor(elsewhere)
    await elsewhere.page.getByText('这次登录已经结束').waitFor()
    await desk.page.getByText('没有其他登录。').waitFor()
    await Promise.all([elsewhere.close(), desk.close()])
  })

  test('left alone for half an hour, every tab is at the door and says that nobody was there', async () => {
    const desk = await enter('manager-a', '/account')
    await desk.page.getByTestId('session').first().waitFor()
    const beside = await desk.beside()
    await beside.page.getByTestId('session').first().waitFor()
    const sql = connect(stage.databaseUrl, { max: 1, name: 'test-idle' })
    await sql`update session set active_at = now() - interval '31 minutes' where user_id = ${stage.world.users.managerA}`
    await sql.end()
    for (const tab of [desk, beside]) {
      await atTheDoor(tab)
      await tab.page.getByText('因长时间无人操作，已自动退出。').waitFor()
    }
    await Promise.all([desk.close(), beside.close()])
  })

  test('hears on the office pages too that the sign-in is over', async () => {
    const first = await enter('manager-a', '/account')
    await first.page.getByRole('heading', { name: '我的账号' }).waitFor()
    const second = await enter('manager-a', '/account')
    await second.page.getByTestId('session').nth(1).waitFor()
    await second.button(/^结束登录/).first().click()
    await atTheDoor(first)
    await first.page.getByText('这次登录已经结束').waitFor()
    await Promise.all([first.close(), second.close()])
  })
})

test('all of it speaks English too, and axe finds nothing serious', async () => {
  const found: Record<string, string[]> = {}
  const english = await enter('chief', '/admin/accounts', 'en')
  for (const [path, heading] of [['/admin/accounts', 'Accounts'], ['/admin/policy', 'Sign-in policy'], ['/account', 'My account']] as const) {
    if (found['/admin/accounts']) await english.page.goto(stage.base + path)
    await english.page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor()
    await english.page.getByText('Loading…').waitFor({ state: 'detached' })
    // Names of people are data, and the other language is called by its own name.
    const shown = (await english.page.locator('main').innerText()).replaceAll(/李新人|中文/g, '')
    const strange = shown.split('\n').filter((line) => /\p{Script=Han}/u.test(line))
    found[path] = [...(await worst(english.page)), ...strange]
  }
  expect(found).toEqual({ '/admin/accounts': [], '/admin/policy': [], '/account': [] })
  expect(english.troubles).toEqual([])
  await english.close()
})
