import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { freshDatabase } from '../database.ts'
import { ServerProcess } from '../faults/server-process.ts'
import { send, signIn } from '../screen.ts'
import { buildServer } from '../server-process.ts'
import { makeWorld, testConfig, type World } from '../world.ts'
import { WallPage } from './wall-page.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let server: ServerProcess
let browser: Browser
let cookie: string
let one: WallPage
let other: WallPage

beforeAll(async () => {
  buildServer()
  ;[browser, database] = await Promise.all([launchBrowser(), freshDatabase()])
  // The server of this journey is a process with the secret that ServerProcess gives it.
  world = await makeWorld(database.url, { ...testConfig(database.url), secret: 'x'.repeat(32) })
  server = await ServerProcess.start(database.url)
  cookie = await signIn(server.base, 'manager')
  ;[one, other] = (await Promise.all(
    ['manager', 'manager-a'].map((username) => WallPage.signedIn(browser, server.base, { username, scope: `community:${world.a.id}` })),
  )) as [WallPage, WallPage]
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
  await database?.drop()
})

const both = <T>(look: (wall: WallPage) => Promise<T>) => Promise.all([look(one), look(other)])
const cursor = (wall: WallPage) => wall.page.evaluate(() => window.__watchfloor?.cursor() ?? null)
const picture = (wall: WallPage) => wall.page.evaluate(() => window.__watchfloor?.picture())

async function report(title: string): Promise<number> {
  const answer = await send(server.base, '/api/orders', { community: world.a.id, building: world.a.houses[0]?.id, category: 'repair', title }, { cookie })
  expect(answer.status).toBe(200)
  return answer.body.cursor as number
}

test('a server that is killed: both walls say within 5 s that they are not fresh, and are level within 10 s of its return', async () => {
  await report('断电之前')
  await both((wall) => wall.row(/断电之前/))
  const before = await picture(one)
  expect(before?.order).toHaveLength(1)

  await server.end('SIGKILL')
  const alert = (wall: WallPage) => wall.page.getByRole('alert').filter({ hasText: /^数据不新鲜，自 .*与服务器的连接已断/s })
  await both((wall) => alert(wall).waitFor({ timeout: 5_000 }))
  // It keeps showing what was, and says of when.
  expect(await picture(one)).toEqual(before)
  await both((wall) => wall.button('连接中断').waitFor())

  await server.begin()
  const head = await report('恢复之后')
  await both((wall) => wall.page.waitForFunction((least) => (window.__watchfloor?.cursor() ?? 0) >= least && document.documentElement.dataset.fresh === 'true', head, { timeout: 10_000 }))
  await both((wall) => wall.row(/恢复之后/))
  await both((wall) => alert(wall).waitFor({ state: 'detached' }))
  await both((wall) => wall.button('实时').waitFor())

  expect(await cursor(one)).toBe(await cursor(other))
  const after = await picture(one)
  expect(after?.order).toHaveLength(2)
  expect(await picture(other)).toEqual(after)
})
