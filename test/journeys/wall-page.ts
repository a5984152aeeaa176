import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type {} from '#client/live/probe.ts'
import { password } from '../world.ts'

export type Language = 'zh' | 'en'
export type Size = { width: number; height: number }

export type WallOptions = {
  username?: string
  language?: Language
  size?: Size
  /** As in the address: `community:<id>`, `everything`. */
  scope?: string
}

type FromMap = { heat: number | null; colour: string }

/** One screen: a browser context of its own, used as a person uses it. It writes down every trouble it meets. */
export class WallPage {
  readonly page: Page
  /** Console errors and warnings, uncaught errors, requests to anybody but our own server. */
  readonly troubles: string[] = []
  readonly base: string

  private constructor(base: string, page: Page) {
    this.base = base
    this.page = page
    page.on('console', (message) => {
      const { pathname } = new URL(message.location().url || base)
      // A browser writes down every refusal; asking who is signed in is refused until somebody is.
      if (pathname === '/api/me' && message.text().includes('401')) return
      if (message.type() === 'error' || message.type() === 'warning') this.troubles.push(`${message.type()}: ${message.text()} ${pathname}`)
    })
    page.on('pageerror', (error) => this.troubles.push(`uncaught: ${error.message}`))
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== base) this.troubles.push(`foreign request: ${request.url()}`)
    })
  }

  /** A new screen at the door: signed out, with motion reduced so that the map stands still at once. */
  static async atTheDoor(browser: Browser, base: string, { language = 'zh', size = { width: 1366, height: 768 }, scope }: WallOptions = {}): Promise<WallPage> {
    const context = await browser.newContext({ viewport: size, locale: language === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
    context.setDefaultTimeout(20_000)
    const screen = new WallPage(base, await context.newPage())
    await screen.page.goto(scope ? `${base}/?scope=${scope}` : base)
    return screen
  }

  /** A screen that somebody signed in to, with its wall live and its map drawn. */
  static async signedIn(browser: Browser, base: string, options: WallOptions = {}): Promise<WallPage> {
    const screen = await WallPage.atTheDoor(browser, base, options)
    await screen.signIn(options.username ?? 'manager')
    await screen.live()
    await screen.drawn()
    await screen.idle()
    return screen
  }

  /** Another tab of the same browser. */
  async beside(): Promise<WallPage> {
    const tab = new WallPage(this.base, await this.context.newPage())
    await tab.page.goto(this.page.url())
    return tab
  }

  get context(): BrowserContext {
    return this.page.context()
  }

  async signIn(username: string, secret = password): Promise<void> {
    await this.page.getByLabel(/^(用户名|User name)$/).fill(username)
    await this.page.getByLabel(/^(密码|Password)$/).fill(secret)
    await this.page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  }

  /** Its line is live and it holds a picture. */
  async live(timeout = 20_000): Promise<void> {
    await this.page.waitForFunction(() => document.documentElement.dataset.link === 'live' && document.documentElement.dataset.cursor !== '', undefined, { timeout })
  }

  async drawn(): Promise<void> {
    await this.page.waitForFunction(() => document.documentElement.dataset.map === 'ready', undefined, { timeout: 40_000 })
  }

  /** The browser has nothing more to do for now. */
  async idle(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  }

  /** Resolves in the frame that shows a row of this name, as a screen reader hears it. */
  async row(name: RegExp, timeout = 20_000): Promise<void> {
    const look = ([source]: readonly [string]) => [...document.querySelectorAll('[data-row] > button')].some((button) => new RegExp(source).test(button.ariaLabel ?? ''))
    await this.page.waitForFunction(look, [name.source] as const, { timeout })
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  get alarms(): Locator {
    return this.page.getByRole('region', { name: /^(告警|Alarms)/ })
  }

  get orders(): Locator {
    return this.page.getByRole('region', { name: /^(工单|Work orders)/ })
  }

  /** What is selected, beside the map. */
  sheet(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name })
  }

  /** How a building is drawn now: its heat as the map holds it and the colour it is painted in. */
  building(id: string): Promise<FromMap> {
    return this.page.evaluate((wanted): FromMap => {
      const map = window.__watchfloor?.map
      const drawn = map?.queryRenderedFeatures({ layers: ['buildings'] }).find((feature) => feature.properties['id'] === wanted)
      const paint = drawn?.layer.paint as { 'fill-color'?: { toString(): string } } | undefined
      const heat: unknown = map?.getFeatureState({ source: 'buildings', id: wanted })?.['heat']
      return { heat: typeof heat === 'number' ? heat : null, colour: String(paint?.['fill-color'] ?? 'not drawn') }
    }, id)
  }

  /** Resolves when the building has at least this heat on the map. */
  async heated(id: string, level: number): Promise<void> {
    await this.page.waitForFunction(([wanted, least]) => Number(window.__watchfloor?.map?.getFeatureState({ source: 'buildings', id: wanted })?.['heat'] ?? 0) >= least, [id, level] as const)
  }

  /** Resolves when the building's paint is another than it was: heat fades in. */
  async painted(id: string, before: string): Promise<void> {
    await this.page.waitForFunction(([wanted, old]) => {
      const map = window.__watchfloor?.map
      if (!map || map.isMoving() || !map.areTilesLoaded()) return false
      const drawn = map.queryRenderedFeatures({ layers: ['buildings'] }).find((feature) => feature.properties['id'] === wanted)
      const paint = drawn?.layer.paint as { 'fill-color'?: { toString(): string } } | undefined
      return paint !== undefined && String(paint['fill-color']) !== old
    }, [id, before] as const)
  }

  /** Resolves when the map's source has the person within a metre of there: what a moved person glides to. */
  async standsAt(person: string, [lon, lat]: [number, number]): Promise<void> {
    await this.page.waitForFunction(([id, x, y]) => {
      const drawn = window.__watchfloor?.map?.querySourceFeatures('people').find((feature) => feature.properties['id'] === id)?.geometry
      return drawn?.type === 'Point' && Math.abs((drawn.coordinates[0] ?? 0) - x) < 1e-5 && Math.abs((drawn.coordinates[1] ?? 0) - y) < 1e-5
    }, [person, lon, lat] as const)
  }

  /** What a driver that fails does to the map. */
  async loseGraphics(): Promise<void> {
    await this.page.evaluate(() => {
      const context = document.querySelector<HTMLCanvasElement>('.maplibregl-canvas')?.getContext('webgl2')
      Object.assign(window, { graphics: context?.getExtension('WEBGL_lose_context') })
      ;(window as unknown as { graphics: WEBGL_lose_context }).graphics.loseContext()
    })
  }

  async restoreGraphics(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as { graphics: WEBGL_lose_context }).graphics.restoreContext())
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
