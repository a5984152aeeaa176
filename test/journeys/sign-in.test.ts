import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createApp, type App } from '#server/app.ts'
import { launchBrowser } from '../browser.ts'
import { freshDatabase } from '../database.ts'
import { buildServer } from '../server-process.ts'
import { makeWorld, testConfig } from '../world.ts'
import { WallPage } from './wall-page.ts'

const password = 'a-long-enough-password'

let database: Awaited<ReturnType<typeof freshDatabase>>
let app: App
let browser: Browser
let base: string
let token: string | null
let screen: WallPage

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
const waitsAtTheDoor = ({ page }: WallPage) => page.getByRole('heading', { name: '登录值守台' }).waitFor()

describe('an empty installation', () => {
  const fill = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) await screen.page.getByLabel(label).fill(value)
    await screen.button('建立并登录').click()
  }

  test('refuses who does not know the token from its console, in words', async () => {
    await screen.page.getByRole('heading', { name: '首次使用' }).waitFor()
    await fill({ 启动口令: 'not-the-token', 姓名: '赵管理', 用户名: 'zhao', '密码（至少 12 位）': password })
    await said(/^与服务器控制台显示的口令不符$/)
    await screen.page.getByRole('heading', { name: '首次使用' }).waitFor()
  })

  test('makes the first administrator, once', async () => {
    await fill({ 启动口令: token ?? '' })
    // Signed in, with nothing to watch yet.
    await screen.page.getByRole('heading', { name: '还没有小区' }).waitFor()
    await said(/^npm run import -- site /)
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
    await screen.page.getByRole('alert').filter({ hasText: '用户名或密码不对。' }).waitFor()
    await screen.signIn('nobody-of-this-name', password)
    await screen.page.getByRole('alert').filter({ hasText: '用户名或密码不对。' }).waitFor()
    await waitsAtTheDoor(screen)
  })

  test('with the right one opens the wall, and signing out in one tab sends the other to the door within seconds', async () => {
    const world = await makeWorld(database.url)
    const tab = await WallPage.signedIn(browser, base, { username: 'manager', scope: `community:${world.a.id}` })
    const beside = await tab.beside()
    await beside.live()
    await tab.button('菜单').click()
    await tab.page.getByRole('menuitem', { name: '退出登录' }).click()
    await Promise.all([waitsAtTheDoor(tab), beside.page.getByRole('heading', { name: '登录值守台' }).waitFor({ timeout: 5_000 })])
  })
})
