import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage } from './wall-page.ts'

let stage: Stage
const browsers: Browser[] = []

beforeAll(async () => {
  stage = await setStage()
})

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await stage.end()
})

/** A desk in a browser with this policy. Loading the page anew takes the touch of signing in away. */
async function desk(policy: string, username = 'manager'): Promise<WallPage> {
  const browser = await launchBrowser([`--autoplay-policy=${policy}`])
  browsers.push(browser)
  const wall = await WallPage.signedIn(browser, stage.base, { username, scope: `community:${stage.world.a.id}` })
  await wall.page.reload()
  return wall
}

const raise = (severity: string) => stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', kind: `test.${randomUUID().slice(0, 8)}`, severity, change: 'raised' })
const chip = (page: Page) => page.getByTestId('sound')
const sounded = async (page: Page): Promise<number> => Number(await chip(page).getAttribute('data-sounded'))

describe('an alarm that should sound', () => {
  it('is heard where the browser lets it, again and again until it is acknowledged', async () => {
    const { page } = await desk('no-user-gesture-required')
    await page.locator('[data-testid=sound][data-hearing=heard]').waitFor()
    await raise('critical')
    await page.locator('[data-testid=sound][data-sounding=critical]').waitFor()
    await expect.poll(() => sounded(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(2)
    await page.locator('[data-alarm] [data-acknowledge]').first().click()
    await page.locator('[data-testid=sound]:not([data-sounding])').waitFor()
  })

  it('or the station is shown as deaf, here and on the other desks, until somebody touches it', async () => {
    const [other] = await stage.walls({})
    const { page } = await desk('document-user-activation-required', 'manager-a')
    await page.locator('[data-testid=sound][data-hearing=blocked]').waitFor()
    await raise('critical')
    await page.locator('[data-testid=sound][data-sounding=critical][data-hearing=blocked]').waitFor()
    expect(await sounded(page)).toBe(0)
    // The control: who ignores the refusal believes that it was heard, though nothing came out.
    const careless = await page.evaluate(async () => {
      const context = new AudioContext()
      const tone = new OscillatorNode(context)
      tone.connect(context.destination)
      tone.start()
      context.resume().catch(() => undefined)
      const before = context.currentTime
      await new Promise((later) => setTimeout(later, 500))
      return { believed: true, advanced: context.currentTime > before }
    })
    expect(careless).toEqual({ believed: true, advanced: false })
    await other?.page.getByTestId('deaf-stations').waitFor()
    await page.mouse.click(700, 400)
    await page.locator('[data-testid=sound][data-hearing=heard]').waitFor()
    await expect.poll(() => sounded(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(1)
    await other?.page.getByTestId('deaf-stations').waitFor({ state: 'detached' })
  })
})
