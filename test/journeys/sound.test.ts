import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})

afterAll(() => stage.end())

/**
 * What browsers do by their usual policy: sound waits until somebody has touched the page. It is done here by hand, because whatever
 * drives a browser counts as a touch to it.
 */
function forbidUntilTouched(): void {
  let touched = false
  for (const touch of ['pointerdown', 'keydown']) window.addEventListener(touch, () => (touched = true), { capture: true })
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options)
      if (!touched) void super.suspend()
    }
    override resume(): Promise<void> {
      return touched ? super.resume() : new Promise(() => undefined)
    }
  }
}

/** A desk whose page nobody has touched yet. */
async function untouched(username: string): Promise<Page> {
  const [wall] = await stage.walls({ username })
  if (!wall) throw new Error('no wall')
  await wall.context.addInitScript(forbidUntilTouched)
  const tab = await wall.beside()
  await wall.page.close()
  return tab.page
}

const raise = (severity: string) => stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', kind: `test.${randomUUID().slice(0, 8)}`, severity, change: 'raised' })
const chip = (page: Page) => page.getByTestId('sound')
const sounded = async (page: Page): Promise<number> => Number(await chip(page).getAttribute('data-sounded'))

describe('an alarm that should sound', () => {
  it('is heard where the browser lets it, again and again until it is acknowledged', async () => {
    const [wall] = await stage.walls({})
    if (!wall) throw new Error('no wall')
    const { page } = wall
    await page.locator('[data-testid=sound][data-hearing=heard]').waitFor()
    await raise('critical')
    await page.locator('[data-testid=sound][data-sounding=critical]').waitFor()
    await expect.poll(() => sounded(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(2)
    await page.locator('[data-alarm] [data-acknowledge]').first().click()
    await page.locator('[data-testid=sound]:not([data-sounding])').waitFor()
  })

  it('is heard at once beside another of its kind, whose tone comes again only minutes later', async () => {
    const [wall] = await stage.walls({})
    if (!wall) throw new Error('no wall')
    const { page } = wall
    await page.locator('[data-testid=sound][data-hearing=heard]').waitFor()
    await raise('notice')
    await page.locator('[data-testid=sound][data-sounding=notice]').waitFor()
    await expect.poll(() => sounded(page), { timeout: 20_000 }).toBe(1)
    await raise('notice')
    await expect.poll(() => sounded(page), { timeout: 20_000 }).toBe(2)
  })

  it('or the station is shown as deaf, here and on the other desks, until somebody touches it', async () => {
    const [other] = await stage.walls({})
    const page = await untouched('manager-a')
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
      void context.resume()
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
