import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { createApp } from '#server/app.ts'
import type { Config } from '#server/config.ts'
import { launchBrowser } from '../browser.ts'
import { freshDatabase } from '../database.ts'
import { send, signIn } from '../screen.ts'
import { buildServer } from '../server-process.ts'
import { makeWorld, testConfig, type World } from '../world.ts'
import { WallPage, type WallOptions } from './wall-page.ts'

/** What a journey plays on: a server with its built client, a small company, one browser with any number of screens. */
export type Stage = {
  base: string
  /** Of the broker, where it has one. */
  mqttPort: number | null
  databaseUrl: string
  world: World
  browser: Browser
  /** Screens of community A, signed in through the sign-in page. */
  walls(...options: WallOptions[]): Promise<WallPage[]>
  /** Something that reaches the server without a screen: by the manager, or by a machine with its key. */
  asManager(path: string, body: unknown): ReturnType<typeof send>
  byKey(path: string, body: unknown): ReturnType<typeof send>
  /** Moves an order by the manager, from whatever it is by then: dispatch proposes somebody for a new one at a time of its own. */
  moveOrder(id: string, move: string, more?: object): Promise<void>
  end(): Promise<void>
}

export async function setStage(config: Partial<Config> = {}): Promise<Stage> {
  buildServer()
  const [browser, database] = await Promise.all([launchBrowser(), freshDatabase()])
  const world = await makeWorld(database.url)
  const app = await createApp({ ...testConfig(database.url), ...config }, database.url, pino({ level: process.env.TEST_LOG ?? 'silent' }))
  const { url: base, mqttPort } = await app.start()
  const manager = { cookie: await signIn(base, 'manager') }
  const asManager: Stage['asManager'] = (path, body) => send(base, path, body, manager)
  const moveOrder = async (id: string, move: string, more: object = {}, version = 1): Promise<void> => {
    const { status, body } = await asManager(`/api/orders/${id}/${move}`, { version, ...more })
    const current = body.current as { version: number } | undefined
    if (status === 409 && current && current.version > version) return moveOrder(id, move, more, current.version)
    if (status !== 200) throw new Error(`${move}: ${status} ${JSON.stringify(body)}`)
  }
  return {
    base,
    mqttPort,
    databaseUrl: database.url,
    world,
    browser,
    walls: (...options) => Promise.all(options.map((option) => WallPage.signedIn(browser, base, { scope: `community:${world.a.id}`, ...option }))),
    asManager,
    byKey: (path, body) => send(base, path, body, { key: world.key }),
    moveOrder: (id, move, more) => moveOrder(id, move, more),
    async end() {
      await browser.close()
      await app.stop()
      await database.drop()
    },
  }
}
