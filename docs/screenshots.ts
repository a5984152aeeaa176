/**
 * Takes the pictures of the README: `npx tsx docs/screenshots.ts`. It makes the demo company in a temporary folder, lets
 * its people walk, reports one emergency through the public door, and photographs the wall as the duty manager sees it,
 * the office as the administrator does, and the screen that waits to be paired. A handover sheet is photographed where a
 * shift has changed meanwhile: at 00:00, 08:00 and 16:00 UTC.
 * The pictures show the hour at which they are taken: the communities are livelier from 00:00 to 12:00 UTC than at night.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { demoPassword } from '../db/demo/users.ts'
import { launchBrowser } from '../test/browser.ts'
import { buildServer } from '../test/server-process.ts'
import { WallPage, type Size } from '../test/journeys/wall-page.ts'

const place = import.meta.dirname
const community = { code: 'HLHY', name: '翰林花园', device: '9-2-L1' }

buildServer()
const data = mkdtempSync(join(tmpdir(), 'watchfloor-pictures-'))
// The database's own account must be able to enter.
chmodSync(data, 0o755)
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
  rmSync(data, { recursive: true, force: true })
}

async function photograph(base: string, browser: Awaited<ReturnType<typeof launchBrowser>>): Promise<void> {
  const wall = await visit({ width: 1920, height: 1080 })
  await wall.page.getByRole('button', { name: /^选择范围/ }).click()
  await wall.page.getByRole('menuitem', { name: community.name }).click()
  await wall.live()
  await wall.page.waitForFunction(() => (window.__watchfloor?.positions().length ?? 0) >= 5, undefined, { timeout: 60_000 })

  const raised = await fetch(`${base}/api/doors/alarms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${readFileSync(join(data, 'demo-key'), 'utf8').trim()}` },
    body: JSON.stringify({ id: randomUUID(), community: community.code, device: community.device, kind: 'lift.trapped', severity: 'critical', change: 'raised', text: '轿厢内 2 人，对讲已通，停于 7 层附近' }),
  })
  if (raised.status !== 202) throw new Error(`the door said ${raised.status} ${await raised.text()}`)
  await wall.alarms.getByRole('button', { name: /电梯困人/ }).first().waitFor()
  await picture(wall, 'wall')

  await wall.button('切换为英文').click()
  await wall.page.getByRole('region', { name: /^Alarms/ }).waitFor()
  await picture(wall, 'wall-en')
  await wall.button('Switch to Chinese').click()

  await wall.alarms.getByRole('button', { name: /电梯困人/ }).first().click()
  await wall.sheet(/^告警/).getByRole('button', { name: /^启动预案：电梯困人/ }).click()
  await wall.sheet('启动预案').getByRole('button', { name: /^启动预案：电梯困人/ }).click()
  const plan = wall.page.getByRole('region', { name: /^预案运行/ })
  await plan.waitFor()
  await plan.getByRole('button', { name: /^完成：/ }).first().click()
  await plan.getByRole('listitem').filter({ hasText: '已完成' }).first().waitFor()
  await wall.page.keyboard.press('Escape')
  await picture(wall, 'plan')
  await wall.close()

  const scope = new URL(wall.page.url()).searchParams.get('scope') ?? ''
  const phone = await visit({ width: 390, height: 844 }, scope)
  await shoot(phone, 'phone')
  await phone.close()

  const work = await WallPage.atTheDoor(browser, base, { size: { width: 1600, height: 900 }, scope })
  await work.page.goto(`${base}/work/board?scope=${scope}`)
  await work.signIn('manager', demoPassword)
  await work.page.locator('[data-row-open]').first().click()
  await work.page.getByTestId('sheet').locator('.timeline').waitFor()
  await shoot(work, 'board')
  await work.page.goto(`${base}/work/alarms?scope=${scope}`)
  await work.page.locator('[data-row-open]').first().click()
  await work.page.getByTestId('sheet').locator('.timeline').waitFor()
  await shoot(work, 'alarms')
  await work.page.goto(`${base}/work/devices?scope=${scope}`)
  await work.page.locator('tr[data-device]', { hasText: '电梯' }).first().locator('.device-name').click()
  await work.page.getByTestId('sheet').locator('.history-chart canvas').waitFor()
  await shoot(work, 'devices')
  await work.page.goto(`${base}/work/scorecard?scope=${scope}`)
  await work.page.locator('.scorecard').waitFor()
  await shoot(work, 'scorecard')
  await work.page.goto(`${base}/work/people?scope=${scope}`)
  const carrier = work.page.locator('tr', { has: work.page.locator('[data-hand-over]') }).last()
  const person = await carrier.getAttribute('data-person')
  await carrier.locator('[data-hand-over]').click()
  await work.page.getByTestId('redistribute').locator('[data-order]').first().waitFor()
  await shoot(work, 'people')
  const username = await work.page.evaluate(async ([place, id]) => {
    const staff = (await (await fetch(`/api/people?community=${place}`)).json()) as { id: string; code: string }[]
    return staff.find((one) => one.id === id)?.code.toLowerCase() ?? ''
  }, [scope.slice('community:'.length), person] as const)
  await work.page.goto(`${base}/admin/report-codes?scope=${scope}`)
  await work.button('为所有楼栋和设备生成').click()
  const code = await work.page.locator('a[href^="/r/"]').last().getAttribute('href')
  await work.close()

  const field = await WallPage.atTheDoor(browser, base, { size: { width: 390, height: 844 } })
  await field.page.goto(`${base}/field`)
  await field.signIn(username, demoPassword)
  await field.page.getByTestId('card').waitFor()
  await shoot(field, 'field')
  await field.close()

  // Its words are in the phone's own font, and a bare machine has none for Chinese.
  const resident = await WallPage.atTheDoor(browser, base, { size: { width: 390, height: 844 }, language: 'en' })
  await resident.page.goto(`${base}${code}`)
  await resident.button('Repair').click()
  await resident.page.screenshot({ path: join(place, 'report.png'), animations: 'disabled' })
  await resident.close()

  const office = await visit({ width: 1366, height: 768 }, 'everything', 'admin')
  for (const page of ['accounts', 'rosters', 'audit'] as const) {
    await office.page.goto(`${base}/admin/${page}`)
    await office.page.locator('tbody tr').first().waitFor()
    await shoot(office, page)
  }
  await office.page.goto(`${base}/admin/rules`)
  await office.page.locator('tbody tr', { hasText: '生活水压过低' }).getByRole('button', { name: '更改' }).click()
  await office.page.getByRole('dialog').getByRole('button', { name: '试算' }).click()
  await office.page.locator('.trial-said').waitFor()
  await shoot(office, 'rules')
  await office.page.goto(`${base}/admin/handovers`)
  await office.page.locator('tbody tr, .office-empty').first().waitFor()
  const sheet = office.page.getByRole('button', { name: '查看' }).first()
  if (await sheet.isVisible()) {
    await sheet.click()
    await office.page.getByRole('article').waitFor()
    await shoot(office, 'handover')
  }
  await office.page.goto(`${base}/wall`)
  await office.page.getByTestId('pairing-code').filter({ hasText: /[A-Z]/ }).waitFor()
  await shoot(office, 'pairing')
  await office.close()

  async function visit(size: Size, scope = 'everything', username = 'manager'): Promise<WallPage> {
    const screen = await WallPage.atTheDoor(browser, base, { size, scope })
    await screen.signIn(username, demoPassword)
    await screen.live()
    await screen.drawn()
    return screen
  }
}

async function picture(screen: WallPage, name: string): Promise<void> {
  // Whoever points at something sees more than there is.
  await screen.page.mouse.move(0, 0)
  await screen.page.waitForFunction(() => window.__watchfloor?.map?.isMoving() === false)
  await shoot(screen, name)
}

async function shoot(screen: WallPage, name: string): Promise<void> {
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
