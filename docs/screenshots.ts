/**
 * Takes the pictures of the README: `npx tsx docs/screenshots.ts`, or only some: `… walls plans`. It makes the demo
 * company in a temporary folder, reports one emergency through the public door, and photographs the wall as the duty manager sees it,
 * the plan that they start, and the pages of plans, alarms and daily work. With DATA_DIR it takes a demo company that is there.
 * The pictures show the hour at which they are taken: the communities are livelier from 00:00 to 12:00 UTC than at night.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from 'playwright-core'
import { demoPassword } from '../db/demo/users.ts'
import { launchBrowser } from '../test/browser.ts'
import { buildServer } from '../test/server-process.ts'
import { WallPage, type Size, type WallOptions } from '../test/journeys/wall-page.ts'

const place = import.meta.dirname
const community = { code: 'HLHY', device: '9-2-L1' }
const page: Size = { width: 1600, height: 900 }
/** Milliseconds: maps are drawn by the processor here. */
const patience = 120_000

buildServer()
const made = process.env.DATA_DIR
const data = made ?? mkdtempSync(join(tmpdir(), 'watchfloor-pictures-'))
// The database's own account must be able to enter.
if (!made) chmodSync(data, 0o755)
const demo = startDemo()
try {
  const base = await address(demo)
  const browser = await launchBrowser()
  try {
    await photograph(base, browser)
  } finally {
    await browser.close()
  }
} finally {
  const ended = once(demo, 'exit')
  demo.kill('SIGTERM')
  await ended
  if (!made) rmSync(data, { recursive: true, force: true })
}

type Studio = { base: string; browser: Browser; scope: string }

async function photograph(base: string, browser: Browser): Promise<void> {
  const screen = await desk(browser, base, page)
  const id = await screen.page.evaluate(async (code) => {
    const { communities } = (await (await fetch('/api/me')).json()) as { communities: { id: string; code: string }[] }
    return communities.find((one) => one.code === code)?.id
  }, community.code)
  await screen.close()
  const studio = { base, browser, scope: `community:${id}` }
  const asked = process.argv.slice(2)
  for (const take of [walls, plans, alarms, work]) if (asked.length === 0 || asked.includes(take.name)) await take(studio)
}

/** The wall before and after a plan is started from an alarm. */
async function walls({ base, browser, scope }: Studio): Promise<void> {
  const wall = await desk(browser, base, { width: 1920, height: 1080 }, { scope })
  await wall.page.waitForFunction(() => document.documentElement.dataset.map === 'ready')
  await wall.page.waitForFunction(() => (window.__watchfloor?.positions().length ?? 0) >= 5)
  await trap(base)
  const alarm = wall.alarms.getByRole('button', { name: /^紧急告警：电梯困人/ }).first()
  await alarm.waitFor()
  await picture(wall, 'wall')

  await alarm.click()
  await wall.sheet(/^告警/).getByRole('button', { name: /^启动预案：电梯困人/ }).click()
  await wall.sheet('启动预案').getByRole('button', { name: /^启动预案：电梯困人/ }).click()
  const plan = wall.page.getByRole('region', { name: /^预案运行/ })
  for (const step of ['应答对讲', '启动救援', '安抚被困人员']) await plan.getByRole('button', { name: `完成：${step}` }).click()
  await wall.page.keyboard.press('Escape')
  await picture(wall, 'plan')
  await wall.close()
}

async function plans({ base, browser, scope }: Studio): Promise<void> {
  const admin = await desk(browser, base, page, { username: 'admin', scope })
  await admin.page.goto(`${base}/plans/library?scope=${scope}`)
  await admin.page.locator('.plan-card', { hasText: '电梯困人应急预案' }).getByRole('button', { name: /^新版本/ }).click()
  await admin.page.locator('.react-flow__node').first().waitFor()
  await shoot(admin, 'editor')
  await admin.close()

  const screen = await desk(browser, base, page, { scope })
  await screen.page.goto(`${base}/plans/runs?scope=${scope}`)
  await screen.page.locator('tr', { hasText: '火灾应急预案' }).first().getByRole('link', { name: '复盘报告' }).click()
  await screen.page.getByRole('table').first().waitFor()
  await shoot(screen, 'run-report')
  for (const name of ['drills', 'readiness']) {
    await screen.page.goto(`${base}/plans/${name}?scope=everything`)
    await screen.page.locator('tbody tr').first().waitFor()
    await shoot(screen, name)
  }
  await screen.close()
}

async function alarms({ base, browser, scope }: Studio): Promise<void> {
  const screen = await desk(browser, base, page, { scope })
  await screen.page.goto(`${base}/work/alarms?scope=${scope}`)
  await openFirst(screen)
  await shoot(screen, 'alarms')
  await screen.page.goto(`${base}/work/scorecard?scope=${scope}`)
  await screen.page.locator('.scorecard').waitFor()
  await shoot(screen, 'scorecard')
  await screen.close()
}

async function work({ base, browser, scope }: Studio): Promise<void> {
  const screen = await desk(browser, base, page, { scope })
  await screen.page.goto(`${base}/work/board?scope=${scope}`)
  await openFirst(screen)
  await shoot(screen, 'board')
  await screen.page.goto(`${base}/work/people?scope=${scope}`)
  const carrier = screen.page.locator('tr', { has: screen.page.locator('[data-hand-over]') }).last()
  const person = await carrier.getAttribute('data-person')
  await carrier.locator('[data-hand-over]').click()
  await screen.page.getByTestId('redistribute').locator('[data-order]').first().waitFor()
  await shoot(screen, 'people')
  const username = await screen.page.evaluate(async ([place, id]) => {
    const staff = (await (await fetch(`/api/people?community=${place}`)).json()) as { id: string; code: string }[]
    return staff.find((one) => one.id === id)?.code.toLowerCase() ?? ''
  }, [scope.slice('community:'.length), person] as const)
  await screen.close()

  const field = await door(browser, base, { size: { width: 390, height: 844 } })
  await field.page.goto(`${base}/field`)
  await field.signIn(username, demoPassword)
  await field.page.getByTestId('card').waitFor()
  await shoot(field, 'field')
  await field.close()
}

/** Somebody is trapped. */
async function trap(base: string): Promise<void> {
  const raised = await fetch(`${base}/api/doors/alarms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${readFileSync(join(data, 'demo-key'), 'utf8').trim()}` },
    body: JSON.stringify({ id: randomUUID(), community: community.code, device: community.device, kind: 'lift.trapped', severity: 'critical', change: 'raised', text: '轿厢内 2 人，对讲已通，停于 7 层附近' }),
  })
  if (raised.status !== 202) throw new Error(`the door said ${raised.status} ${await raised.text()}`)
}

async function door(browser: Browser, base: string, options: WallOptions): Promise<WallPage> {
  const screen = await WallPage.atTheDoor(browser, base, options)
  screen.context.setDefaultTimeout(patience)
  return screen
}

async function desk(browser: Browser, base: string, size: Size, { username = 'manager', scope = 'everything' } = {}): Promise<WallPage> {
  const screen = await door(browser, base, { size, scope })
  // Pages without a map do not wait for one.
  if (size === page) await screen.page.goto(`${base}/work/board?scope=${scope}`)
  await screen.signIn(username, demoPassword)
  await screen.live(patience)
  return screen
}

/** Opens the first row of a list beside it. */
async function openFirst(screen: WallPage): Promise<void> {
  await screen.page.locator('[data-row-open]').first().click()
  await screen.page.getByTestId('sheet').locator('.timeline').waitFor()
}

async function picture(screen: WallPage, name: string): Promise<void> {
  // Whoever points at something sees more than there is.
  await screen.page.mouse.move(0, 0)
  await screen.page.waitForFunction(() => window.__watchfloor?.map?.isMoving() === false)
  await shoot(screen, name)
}

async function shoot(screen: WallPage, name: string): Promise<void> {
  await screen.page.waitForFunction(() => (document.documentElement.dataset.link ?? 'live') === 'live')
  await screen.idle()
  await screen.page.screenshot({ path: join(place, `${name}.png`), animations: 'disabled' })
  console.log(`docs/${name}.png`)
}

function startDemo(): ChildProcess {
  return spawn(process.execPath, ['dist/server/demo.js'], { env: { ...process.env, DATA_DIR: data, PORT: '18620', LOG_LEVEL: 'warn' }, stdio: ['pipe', 'pipe', 'inherit'] })
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    child.once('exit', (code) => failed(new Error(`the demo ended with ${code}`)))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line)
      const url = /ready at (\S+)/.exec(line)?.[1]
      if (url) found(url)
    })
  })
}
