import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { launchBrowser } from '../browser.ts'
import { freshDatabase } from '../database.ts'
import { buildServer } from '../server-process.ts'
import { totp } from '../totp.ts'
import { makeWorld, testConfig } from '../world.ts'
import { worst } from './axe.ts'
import { WallPage } from './wall-page.ts'

const password = 'a-long-enough-password'

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let browser: Browser
let base: string
let token: string | null
let screen: WallPage
/** The administrator's authenticator, and the codes for when it is lost. */
let secret = ''
let backupCodes: string[] = []

/** An installation as it is right after the first start: nobody, nothing. */
beforeAll(async () => {
  buildServer()
  ;[browser, database] = await Promise.all([launchBrowser(), freshDatabase()])
  app = await createApp(testConfig(database.url), database.url, pino({ level: process.env.TEST_LOG ?? 'silent' }))
  ;({ url: base, token } = await app.start())
  screen = await WallPage.atTheDoor(browser, base)
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await database?.drop()
})

const said = (text: string | RegExp) => screen.page.getByText(text).waitFor()
const warned = (text: string) => screen.page.getByRole('alert').filter({ hasText: text }).waitFor()
const headed = (name: string) => screen.page.getByRole('heading', { name, exact: true }).waitFor()
const waitsAtTheDoor = ({ page }: WallPage) => page.getByRole('heading', { name: '登录值守台' }).waitFor()

async function giveCode(code: string, button: string): Promise<void> {
  await screen.page.getByLabel('验证码').fill(code)
  await screen.page.getByRole('button', { name: button, exact: true }).click()
}

/** Digits that are surely not the code of now, before or after. */
const wrongCode = () => ['000000', '111111', '222222', '333333'].find((code) => ![-1, 0, 1].some((step) => totp(secret, step) === code)) ?? ''

describe('an empty installation', () => {
  const fill = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) await screen.page.getByLabel(label).fill(value)
    await screen.button('建立并登录').click()
  }

  test('refuses who does not know the token from its console, in words', async () => {
    await headed('首次使用')
    await fill({ 启动口令: 'not-the-token', 姓名: '赵管理', 用户名: 'zhao', '密码（至少 12 位）': password })
    await said(/^与服务器控制台显示的口令不符$/)
    await headed('首次使用')
    expect(await worst(screen.page)).toEqual([])
  })

  test('makes the first administrator, who sets up a second factor before anything else', async () => {
    await fill({ 启动口令: token ?? '' })
    await headed('设置两步验证')
    expect(await worst(screen.page)).toEqual([])
    await screen.page.getByLabel('密码', { exact: true }).fill('not-the-password')
    await screen.button('下一步').click()
    await warned('密码不对。')
    await screen.page.getByLabel('密码', { exact: true }).fill(password)
    await screen.button('下一步').click()
    await screen.page.getByRole('img', { name: '验证器的二维码' }).waitFor()
    secret = (await screen.page.getByTestId('secret').innerText()).replaceAll(/\s/g, '')
    expect(secret).toMatch(/^[A-Z2-7]{16,}$/)
    expect(await worst(screen.page)).toEqual([])
  })

  test('takes the code that the authenticator shows, and shows the backup codes once', async () => {
    await giveCode(wrongCode(), '确认启用')
    await warned('验证码不对或已过期。')
    const code = totp(secret, -1)
    await giveCode(`${code.slice(0, 3)} ${code.slice(3)}`, '确认启用')
    await headed('保存备用码')
    backupCodes = await screen.page.getByTestId('backup-codes').getByRole('listitem').allInnerTexts()
    expect(new Set(backupCodes).size).toBe(10)
    expect(await worst(screen.page)).toEqual([])
    await screen.button('我已保存').click()
    // Signed in, with nothing to watch yet.
    await headed('还没有小区')
    await said(/^npm run import -- site /)
  })

  test('is made once: whoever comes next is at the door', async () => {
    const next = await WallPage.atTheDoor(browser, base)
    await waitsAtTheDoor(next)
    await next.close()
    await screen.button('退出登录').click()
    await waitsAtTheDoor(screen)
  })
})

describe('signing in', () => {
  test('with a wrong password says so and lets nobody in', async () => {
    screen = await WallPage.atTheDoor(browser, base)
    await screen.signIn('zhao', 'not-the-password')
    await warned('用户名或密码不对。')
    await screen.signIn('nobody-of-this-name', password)
    await warned('用户名或密码不对。')
    await waitsAtTheDoor(screen)
    expect(await worst(screen.page)).toEqual([])
  })

  test('with the right one asks for the code, and a wrong code lets nobody in', async () => {
    await screen.signIn('zhao', password)
    await headed('两步验证')
    expect(await worst(screen.page)).toEqual([])
    await giveCode(wrongCode(), '验证')
    await warned('验证码不对或已过期。')
    await giveCode(totp(secret), '验证')
    await headed('还没有小区')
  })

  test('without the phone takes a backup code, once', async () => {
    const [code = ''] = backupCodes
    const byBackup = async () => {
      await screen.signIn('zhao', password)
      await screen.button('改用备用码').click()
      await screen.page.getByLabel('备用码', { exact: true }).fill(code)
      await screen.page.getByRole('button', { name: '验证', exact: true }).click()
    }
    await screen.button('退出登录').click()
    await waitsAtTheDoor(screen)
    await byBackup()
    await headed('还没有小区')
    await screen.button('退出登录').click()
    await waitsAtTheDoor(screen)
    await byBackup()
    await warned('备用码不对或已用过。')
    await screen.button('返回登录').click()
    await waitsAtTheDoor(screen)
  })

  test('too often says how many seconds to wait', async () => {
    const waits = screen.page.getByRole('alert').filter({ hasText: /请 \d+ 秒后再试/ })
    const wrong = screen.page.getByRole('alert').filter({ hasText: '用户名或密码不对。' })
    for (let tries = 0; tries < 8 && !(await waits.isVisible()); tries += 1) {
      await Promise.all([screen.page.waitForResponse(/sign-in\/username/), screen.signIn('zhang-san', 'not-the-password')])
      await waits.or(wrong).waitFor()
    }
    await waits.waitFor()
  })

  test('speaks English where that is wanted, the second step too', async () => {
    const english = await WallPage.atTheDoor(browser, base, { language: 'en' })
    await english.page.getByRole('heading', { name: 'Sign in to Watchfloor' }).waitFor()
    await english.signIn('zhao', password)
    await english.page.getByRole('heading', { name: 'Second factor' }).waitFor()
    await english.page.getByLabel('Code', { exact: true }).fill(totp(secret, 1))
    await english.button('Verify').click()
    await english.page.getByRole('heading', { name: 'There is no community yet' }).waitFor()
    await english.close()
  })

  test('opens the wall, and signing out in one tab sends the other to the door, told why', async () => {
    const world = await makeWorld(database.url)
    const tab = await WallPage.signedIn(browser, base, { username: 'manager', scope: `community:${world.a.id}` })
    const beside = await tab.beside()
    await beside.live()
    await tab.button('菜单').click()
    await tab.page.getByRole('menuitem', { name: '退出登录' }).click()
    await Promise.all([waitsAtTheDoor(tab), waitsAtTheDoor(beside)])
    await beside.page.getByText('这次登录已经结束').waitFor()
    // Who left by themselves is told nothing.
    expect(await tab.page.getByText('这次登录已经结束').count()).toBe(0)
  })

  test('on one’s own account: sets up a second factor by choice, replaces it, turns it off', async () => {
    screen = await WallPage.atTheDoor(browser, base)
    await screen.page.goto(`${base}/account`)
    await screen.signIn('manager')
    let codes: string[] = []
    const enrol = async (code: string | null = null): Promise<string> => {
      await screen.page.getByLabel('密码', { exact: true }).fill('test-password')
      if (code) await screen.page.getByLabel('现在的验证码，或一个备用码').fill(code)
      await screen.button('下一步').click()
      const shown = (await screen.page.getByTestId('secret').innerText()).replaceAll(/\s/g, '')
      await giveCode(totp(shown), '确认启用')
      await screen.button('我已保存').waitFor()
      codes = (await screen.page.getByTestId('backup-codes').locator('code').allInnerTexts()).map((text) => text.trim())
      await screen.button('我已保存').click()
      await said(/^已启用。/)
      return shown
    }
    await screen.page.getByRole('button', { name: '设置', exact: true }).click()
    const first = await enrol()
    await screen.button('更换验证器').click()
    await screen.page.getByLabel('密码', { exact: true }).fill('test-password')
    await screen.page.getByLabel('现在的验证码，或一个备用码').fill('aaaaa-bbbbb')
    await screen.button('下一步').click()
    await screen.page.getByText('验证码或备用码不对，或已用过').waitFor()
    expect(await enrol(totp(first, 1))).not.toBe(first)

    await screen.button('新备用码').click()
    const dialog = screen.page.getByRole('dialog')
    const before = codes
    await dialog.getByLabel('密码', { exact: true }).fill('test-password')
    await dialog.getByLabel('现在的验证码，或一个备用码').fill(before[0] ?? '')
    await dialog.locator('button[type="submit"]').click()
    const shown = dialog.getByTestId('backup-codes').locator('code')
    await shown.nth(9).waitFor()
    expect((await shown.allInnerTexts()).filter((code) => before.includes(code.trim()))).toEqual([])
    await dialog.getByRole('button', { name: '我已保存' }).click()

    await screen.page.getByRole('button', { name: '关闭两步验证' }).click()
    await dialog.getByLabel('密码', { exact: true }).fill('test-password')
    await dialog.locator('button[type="submit"]').click()
    await said('未启用。')
  })

  test('on one’s own account: changes the password, is told at the field what is wrong, and stays while others go', async () => {
    const other = await WallPage.atTheDoor(browser, base)
    await other.page.goto(`${base}/account`)
    await other.signIn('manager')
    await other.page.getByRole('heading', { name: '我的账号' }).waitFor()
    await screen.button('更改密码').click()
    const dialog = screen.page.getByRole('dialog')
    const change = async (old: string, next: string, again = next) => {
      await dialog.getByLabel('现在的密码').fill(old)
      await dialog.getByLabel('新密码（12 至 128 位）').fill(next)
      await dialog.getByLabel('再输入一次新密码').fill(again)
      await dialog.locator('button[type="submit"]').click()
    }
    await change('test-password', 'another-password', 'another-passwort')
    await dialog.getByText('两次输入的新密码不一样').waitFor()
    await change('test-password', 'test-password')
    await dialog.getByText('新密码不能与旧密码相同').waitFor()
    await change('not-the-password', 'another-password')
    await dialog.getByText('密码不对', { exact: true }).waitFor()
    await change('test-password', 'another-password')
    await dialog.waitFor({ state: 'detached' })
    await waitsAtTheDoor(other)
    await other.signIn('manager')
    await other.page.getByRole('alert').filter({ hasText: '用户名或密码不对。' }).waitFor()
    await other.signIn('manager', 'another-password')
    await other.page.getByRole('heading', { name: '我的账号' }).waitFor()
    await other.close()
    await screen.page.reload()
    await screen.page.getByRole('heading', { name: '我的账号' }).waitFor()
  })
})
