import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { makeUsers } from '../user.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage, type Size } from './wall-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
  await makeUsers(stage.databaseUrl, [{ username: 'chief', grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }])
})
afterAll(() => stage?.end())

async function enter(path: string, { username = 'chief', language = 'zh' as 'zh' | 'en', size }: { username?: string; language?: 'zh' | 'en'; size?: Size } = {}): Promise<{ page: Page; screen: WallPage }> {
  const screen = await WallPage.atTheDoor(stage.browser, stage.base, { language, ...(size ? { size } : {}) })
  await screen.page.goto(`${stage.base}${path}?scope=community:${stage.world.a.id}`)
  await screen.signIn(username)
  return { page: screen.page, screen }
}

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const row = (page: Page, code: string): Locator => page.locator(`tr[data-device="${code}"]`)
const sheet = (page: Page): Locator => page.getByTestId('sheet')
const fitsAcross = (page: Page) => page.evaluate(() => [document.documentElement, ...document.querySelectorAll('.work-main')].every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth))
const shoot = async (page: Page, name: string): Promise<void> => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

/** A day of a pump's pressure, once every ten minutes. */
async function speak(code: string): Promise<void> {
  const sql = connect(stage.databaseUrl, { max: 1, name: 'test-values' })
  const [device] = await sql<{ id: string }[]>`select id from device where code = ${code} and community_id = ${stage.world.a.id}`
  const id = device?.id ?? ''
  await sql`insert into reading (device_id, key, at, value, received_at)
    select ${id}, 'pressure', at, to_jsonb((0.4 + 0.05 * sin(extract(epoch from at) / 7000))::numeric(6, 3)), at from generate_series(now() - interval '23 hours', now(), interval '10 minutes') at`
  await sql`insert into device_value (device_id, key, value, unit, quality, at, received_at) values
    (${id}, 'pressure', '0.42', 'MPa', 'good', now(), now()), (${id}, 'runningHours', '5120', 'h', 'late', now(), now()), (${id}, 'running', 'true', null, 'good', now(), now())`
  await sql`insert into device_heard (device_id, at) values (${id}, now())`
  await sql.end()
}

const table = (kind: string) => `设备编号,名称,类型,楼栋,楼层,房间,所属网关,失联秒数,可远程操作,保养周期天,额定流量\nP9,九号泵,${kind},1,B1,水泵房,G9,180,停止|重启,90,32\nG9,九号网关,网关,1,,,,180,,,\n`

test('an administrator brings devices in from a table, corrects a wrong line, opens one, sees what it says, and services it', async () => {
  const { page, screen } = await enter('/work/devices')
  await row(page, '1-L1').waitFor()
  await page.getByRole('button', { name: '导入设备' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(file('wrong.csv', table('潜水艇')))
  await dialog.getByText('有误 1').waitFor()
  await dialog.getByText(/kind：应为：电梯/).waitFor()
  expect(await dialog.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true)
  await dialog.locator('input[type=file]').setInputFiles(file('right.csv', table('水泵')))
  await dialog.getByText('新增 2').waitFor()
  expect(await worst(page)).toEqual([])
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await row(page, 'P9').waitFor()
  await speak('P9')

  await page.getByRole('searchbox', { name: '查找设备' }).fill('九号泵')
  await page.waitForFunction(() => document.querySelectorAll('tr[data-device]').length === 1)
  await row(page, 'P9').getByRole('button', { name: '九号泵' }).click()
  await sheet(page).locator('[data-value="pressure"]').getByText('0.42 MPa').waitFor()
  await sheet(page).locator('[data-value="runningHours"]').getByText('补传').waitFor()
  await sheet(page).locator('.device-chart canvas').waitFor()
  expect(Number(await sheet(page).getByTestId('device-chart').getAttribute('data-points'))).toBeGreaterThan(100)
  await sheet(page).locator('[data-device="G9"]').getByText('九号网关').waitFor()
  await shoot(page, 'devices')
  expect(await worst(page)).toEqual([])

  await sheet(page).locator('[data-service]').click()
  await page.getByRole('dialog', { name: /登记保养/ }).getByLabel('备注（可不填）').fill('换了密封圈')
  await page.getByRole('dialog', { name: /登记保养/ }).getByRole('button', { name: '登记保养' }).click()
  await sheet(page).getByTestId('next-service').getByText(/下次/).waitFor()
  await sheet(page).getByText(/当时已运行 5,120 小时/).waitFor()

  await sheet(page).locator('[data-device="G9"]').click()
  await sheet(page).getByRole('heading', { name: '九号网关' }).waitFor()
  await sheet(page).getByText('挂在它下面的设备').waitFor()
  expect(screen.troubles).toEqual([])
})

test('an alarm turns the device in front of whoever looks at it', async () => {
  const { page } = await enter('/work/devices', { username: 'manager', language: 'en' })
  await row(page, '2-L1').getByRole('button', { name: /Lift 1/ }).click()
  await sheet(page).locator('[data-state="online"]').first().waitFor()
  const told = await stage.byKey('/api/doors/alarms', { id: crypto.randomUUID(), community: 'A', device: '2-L1', kind: 'lift.fault', severity: 'major', change: 'raised', text: '门机故障' })
  expect(told.status).toBe(202)
  await sheet(page).locator('.device-state[data-state="faulty"]').getByRole('button', { name: 'Lift fault' }).waitFor()
  await sheet(page).locator('[data-alarm="lift.fault"]').waitFor()
  await page.getByTestId('device-counts').locator('[data-state="faulty"]').getByText('1').waitFor()
  await page.getByTestId('device-counts').locator('[data-state="faulty"]').click()
  await page.waitForFunction(() => document.querySelectorAll('tr[data-device]').length === 1)
  // Who sees to devices may not change what there is of them.
  expect(await sheet(page).getByRole('button', { name: 'Remove' }).count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find and do' }).fill('lift 1, building 3')
  await page.getByRole('option', { name: /Lift 1, building 3/ }).click()
  await sheet(page).getByText('3-L1').waitFor()
  await sheet(page).getByRole('button', { name: 'Plan maintenance' }).click()
  await page.waitForURL(/\/work\/windows\?device=/)
})

test('a device is connected by hand, refused by field, changed and removed', async () => {
  const { page } = await enter('/work/devices')
  await page.getByRole('button', { name: '登记设备' }).click()
  const dialog = page.getByRole('dialog', { name: '登记设备' })
  await dialog.getByLabel('编号').fill('H-1')
  await dialog.getByLabel('中文名称').fill('货梯')
  await dialog.getByLabel('额定载重').fill('5')
  await shoot(page, 'device-form')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('应为 100 到 10000 之间的数（kg）').first().waitFor()
  await dialog.getByLabel('额定载重').fill('2000')
  await dialog.getByRole('button', { name: '保存' }).click()
  await row(page, 'H-1').getByRole('button', { name: '货梯' }).click()
  await sheet(page).getByText('2,000 kg').waitFor()
  await sheet(page).getByRole('button', { name: '拆除' }).click()
  await page.getByRole('dialog', { name: '拆除货梯' }).getByLabel('原因').fill('换新')
  await page.getByRole('dialog', { name: '拆除货梯' }).getByRole('button', { name: '拆除' }).click()
  await row(page, 'H-1').waitFor({ state: 'detached' })
})

test('on a phone the list and the sheet fit', async () => {
  const { page } = await enter('/work/devices', { username: 'manager', size: { width: 390, height: 844 } })
  await row(page, '1-L1').waitFor()
  expect(await fitsAcross(page)).toBe(true)
  await shoot(page, 'devices-phone')
  await row(page, '1-L1').getByRole('button').first().click()
  await sheet(page).locator('.device-state').waitFor()
  expect(await fitsAcross(page)).toBe(true)
  await shoot(page, 'device-phone')
})
