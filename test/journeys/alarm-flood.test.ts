import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, type Stage } from './stage.ts'
import { WallPage } from './wall-page.ts'

let stage: Stage
let wall: WallPage
let desk: WallPage

beforeAll(async () => {
  stage = await setStage()
  const [first, second] = await stage.walls({ username: 'observer', size: { width: 1920, height: 1080 } }, { username: 'manager', size: { width: 1366, height: 768 } })
  ;[wall, desk] = [first, second] as [WallPage, WallPage]
  await flood()
})
afterAll(async () => stage?.end())

const kinds = ['lighting.fault', 'parking.fault', 'access.door-open', 'room.temperature', 'water.level', 'littering', 'access.forced', 'pump.fault', 'pump.pressure-low', 'network.lost', 'perimeter.breach', 'fire.fault', 'power.overload', 'lift.fault', 'public.warning']
const all = 60

/** 59 alarms of four machines in a moment, and one lift with people in it among them. */
async function flood(): Promise<void> {
  const machines = stage.world.a.machines.map(({ code }) => code)
  const messages = Array.from({ length: all - 1 }, (_, i) => ({ device: machines[i % 4], kind: kinds[Math.floor(i / 4)] ?? '', severity: (['minor', 'notice', 'major'] as const)[i % 3] }))
  messages.splice(30, 0, { device: machines[2], kind: 'lift.trapped', severity: 'critical' as never })
  const answer = await stage.byKey('/api/doors/alarms', messages.map((message) => ({ id: randomUUID(), community: 'A', change: 'raised', ...message })))
  expect(answer.status).toBe(202)
}

/** What the list stands for: rows, and how many each line of several counts; and whether all of it is in sight. */
const listed = (screen: WallPage) =>
  screen.page.getByTestId('alarms').evaluate((list) => {
    const lines = [...list.querySelectorAll<HTMLElement>('[data-row]')]
    const box = list.closest('section')?.getBoundingClientRect()
    return {
      stands: lines.reduce((sum, line) => sum + Number(line.dataset['count'] ?? 1), 0),
      first: { alarm: lines[0]?.dataset['alarm'] !== undefined, safety: lines[0]?.dataset['safety'] === 'true' },
      folds: lines.filter((line) => line.dataset['count'] !== undefined).length,
      fits: list.scrollHeight <= list.clientHeight + 1 && (list.getBoundingClientRect().bottom <= (box?.bottom ?? 0)),
    }
  })

test('sixty alarms in a moment are said to be a flood; the lift with people in it stands alone on top, all others are counted', async () => {
  for (const screen of [wall, desk]) {
    await screen.page.getByRole('region', { name: '告警风暴：按原因合并' }).waitFor()
    await screen.alarms.getByText(`共 ${all}`).first().waitFor()
    await screen.page.getByTestId('headline').getByText(/告警风暴.*60 条/).waitFor()
    await screen.page.getByTestId('headline').getByText('电梯困人').waitFor()
    const { stands, first, folds, fits } = await listed(screen)
    expect({ stands, first, fits }).toEqual({ stands: all, first: { alarm: true, safety: true }, fits: true })
    expect(folds).toBeGreaterThan(0)
  }
})

test('the critical one is answered with one press while the flood goes on, and stays on top', async () => {
  await desk.alarms.getByRole('listitem').filter({ hasText: '电梯困人' }).getByRole('button', { name: '确认', exact: true }).click()
  await wall.alarms.getByRole('button', { name: /^紧急告警：电梯困人，3 栋，manager 已确认/ }).waitFor()
  expect(await listed(wall)).toMatchObject({ stands: all, first: { safety: true }, fits: true })
})

test('a fold opens to its alarms and closes again', async () => {
  const fold = desk.alarms.locator('[data-fold]').first()
  const count = Number(await fold.getAttribute('data-count'))
  const before = await desk.alarms.locator('[data-alarm]').count()
  await fold.getByRole('button').click()
  await expect.poll(() => desk.alarms.locator('[data-alarm]').count()).toBe(before + Math.min(count, 40))
  await fold.getByRole('button').click()
  await expect.poll(() => desk.alarms.locator('[data-alarm]').count()).toBe(before)
})

test('all that is left is acknowledged at once, with one reason, and the flood is still said', async () => {
  await desk.page.goto(`${stage.base}/work/alarms`, { waitUntil: 'commit' })
  await desk.page.getByRole('button', { name: '未确认', exact: true }).click()
  await desk.page.getByTestId('alarm-count').filter({ hasText: `${all - 1} 条` }).waitFor()
  await desk.page.getByLabel('全选').check()
  await desk.page.keyboard.press('a')
  await desk.page.getByRole('dialog').getByLabel(/^原因/).fill('雷击后批量误报')
  await desk.page.getByRole('button', { name: '全部确认' }).click()
  await desk.page.getByTestId('bulk-outcome').getByText(`完成 ${all - 1} 条`).waitFor()
  await wall.alarms.getByText(`未确认 0 · 共 ${all}`).first().waitFor()
  await wall.page.getByRole('region', { name: '告警风暴：按原因合并' }).waitFor()
})

test('a phone counts them all and cuts nothing off', async () => {
  const phone = await WallPage.signedIn(stage.browser, stage.base, { username: 'manager', size: { width: 390, height: 844 }, scope: `community:${stage.world.a.id}` })
  const { stands, first } = await listed(phone)
  expect({ stands, first }).toMatchObject({ stands: all, first: { safety: true } })
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(phone.troubles).toEqual([])
  await phone.close()
})

test('nothing went wrong on either screen meanwhile', () => {
  expect([...wall.troubles, ...desk.troubles]).toEqual([])
})
