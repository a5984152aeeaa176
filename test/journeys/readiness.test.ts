import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  const [wall] = await stage.walls({ size: { width: 1920, height: 1080 } })
  if (!wall) throw new Error('no wall')
  page = wall.page
  await page.goto(`${stage.base}/plans/readiness`)
})
afterAll(() => stage?.end())

/** Nothing is wider than the screen. */
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const sound = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/readiness-${name}.png` })
  expect([await worst(page), await overflow()], name).toEqual([[], 0])
}
const cell = () => page.locator('[data-community]').filter({ hasText: '小区A' }).getByRole('button', { name: /电梯困人/ })

test('each community stands beside each scene with its figure, and a figure tells why and where something is done about it', async () => {
  await page.getByRole('columnheader', { name: '电梯困人' }).waitFor()
  expect(await cell().textContent()).toMatch(/\d+%/)
  await sound('matrix')
  await cell().click()
  const reasons = page.getByRole('dialog', { name: /小区A.*电梯困人/ })
  await reasons.locator('[data-reason=drilled]').getByText(/演练/).first().waitFor()
  await sound('reasons')
  await reasons.locator('[data-reason=drilled]').getByRole('link').click()
  await page.waitForURL(/\/plans\/drills$/)
})

test('on a phone each community is a card, in which the same figure tells the same', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${stage.base}/plans/readiness`)
  await cell().waitFor()
  expect((await cell().boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await sound('phone')
  await cell().click()
  await page.getByRole('dialog', { name: /小区A.*电梯困人/ }).waitFor()
  await sound('phone-reasons')
})
