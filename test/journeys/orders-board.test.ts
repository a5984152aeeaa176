import { afterAll, beforeAll, expect, test } from 'vitest'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let desk: WallPage
const shots = process.env.SHOTS

beforeAll(async () => {
  stage = await setStage()
  const { a } = stage.world
  ;[desk] = (await stage.walls({ username: 'manager', size: { width: 1920, height: 1080 } })) as [WallPage]
  await report('厨房水管漏水', 'repair', 'urgent')
  await report('楼道灯不亮', 'repair')
  await report('邻居深夜噪音', 'complaint')
  await stage.asManager('/api/orders', { community: a.id, building: a.houses[1]?.id, category: 'cleaning', title: '垃圾没有清运', place: '1 单元门口' })
  await desk.page.goto(`${stage.base}/work/board?scope=community:${a.id}`)
  await desk.live()
})
afterAll(async () => stage?.end())

const report = (title: string, category: string, priority = 'normal') =>
  stage.asManager('/api/orders', { community: stage.world.a.id, building: stage.world.a.houses[0]?.id, place: '2 单元 1201', category, title, priority, reporter: '王女士', reporterPhone: '13800000000' })
const rows = () => desk.page.getByTestId('board').locator('[data-row]')
const move = (act: string) => desk.page.locator(`.sheet [data-move="${act}"]`)
const state = () => desk.page.locator('.sheet-clock').getAttribute('data-state')
const becomes = (wanted: string) => desk.page.locator(`.sheet-clock[data-state="${wanted}"]`).waitFor()
const picture = async (name: string): Promise<void> => {
  if (shots) await desk.page.screenshot({ path: `${shots}/${name}.png` })
}

test('the board shows what is open, as it comes in', async () => {
  await rows().nth(3).waitFor()
  expect(await rows().count()).toBe(4)
  await report('门禁刷卡无反应', 'security')
  await desk.row(/门禁刷卡无反应/)
  await picture('board')
})

test('filters and words cut it down, are kept under a name, and come back', async () => {
  await desk.page.keyboard.press('/')
  await desk.page.keyboard.type('1栋 漏水')
  await expect.poll(() => rows().count()).toBe(1)
  await desk.page.getByTestId('saved-filters').click()
  await desk.page.getByLabel('名称').fill('漏水的')
  await desk.button('保存当前筛选').click()
  await desk.page.locator('[data-filter="漏水的"]').waitFor()
  await desk.page.keyboard.press('Escape')
  await desk.page.locator('[data-clear]').click()
  await expect.poll(() => rows().count()).toBe(5)
  await desk.page.getByTestId('saved-filters').click()
  await desk.page.locator('[data-filter="漏水的"]').click()
  await expect.poll(() => rows().count()).toBe(1)
})

test('an order is moved through its life from its sheet, what needs words asks for them in place', async () => {
  await desk.page.keyboard.press('Escape')
  await rows().first().locator('[data-row-open]').click()
  const sheet = desk.sheet(/^工单/)
  await sheet.waitFor()
  await desk.page.locator('.sheet [data-move="assign"]').click()
  await sheet.getByRole('button', { name: /张\dA/ }).first().click()
  await sheet.locator('[data-confirm]').click()
  await becomes('assigned')
  await move('accept').click()
  await becomes('accepted')
  await picture('sheet')
  await desk.page.locator('.sheet [data-more]').click()
  await move('wait').click()
  await sheet.locator('[data-confirm]').click()
  await becomes('waiting')
  await desk.page.locator('[data-standing="waiting"]').waitFor()
  await move('resume').click()
  await becomes('accepted')
  await move('depart').click()
  await becomes('on-the-way')
  await move('arrive').click()
  await becomes('arrived')
  await move('note').click()
  await sheet.getByRole('textbox', { name: '备注' }).fill('水阀在前台')
  await sheet.locator('[data-confirm]').click()
  await sheet.getByText('水阀在前台').waitFor()
  await move('finish').click()
  await sheet.locator('[data-confirm]').waitFor()
  await picture('finish')
  await sheet.locator('[data-confirm]').click()
  await becomes('done')
  await move('close').click()
  await becomes('closed')
  await move('call-back').first().click()
  await sheet.getByText('是', { exact: true }).first().click()
  await sheet.getByText('是', { exact: true }).nth(1).click()
  await sheet.getByText('5', { exact: true }).click()
  await sheet.locator('[data-confirm]').click()
  await becomes('called-back')
  expect(await state()).toBe('called-back')
  await sheet.getByText('满意').first().waitFor()
  await picture('called-back')
})

test('what is past is found by its words', async () => {
  await desk.page.keyboard.press('Escape')
  await desk.page.locator('[data-view="all"]').click()
  await desk.page.locator('[data-row][data-state="called-back"]').waitFor()
  expect(await rows().count()).toBe(1)
  await desk.page.getByLabel('查找工单').fill('没有这回事')
  await desk.page.getByText('没有符合条件的工单。').waitFor()
})

test('several are chosen and handed to the dialog that redistributes them', async () => {
  await desk.page.locator('[data-clear]').click()
  await desk.page.locator('[data-view="open"]').click()
  await desk.page.getByLabel('全选').check()
  await desk.page.locator('[data-redistribute]').click()
  await desk.page.getByRole('dialog').waitFor()
  await picture('redistribute')
  await desk.page.keyboard.press('Escape')
})

test('the people board says who is at what', async () => {
  await desk.page.getByRole('link', { name: '人员' }).click()
  await desk.page.locator('[data-person]').first().waitFor()
  expect(await desk.page.locator('tr[data-person]').count()).toBe(stage.world.a.staff.length)
  await picture('people')
  expect(await worst(desk.page)).toEqual([])
})

test.each([[1366, 768], [390, 844], [3840, 2160]])('at %i x %i everything is in reach, and axe finds nothing serious', async (width, height) => {
  await desk.page.setViewportSize({ width, height })
  await picture(`people-${width}`)
  await desk.page.getByRole('link', { name: '工单', exact: true }).click()
  await rows().first().waitFor()
  await desk.page.getByTestId('board-fields').click()
  await picture(`board-fields-${width}`)
  expect(await worst(desk.page)).toEqual([])
  await desk.page.getByTestId('board-fields').click()
  await rows().first().locator('[data-row-open]').click()
  await desk.sheet(/^工单/).waitFor()
  await picture(`board-sheet-${width}`)
  const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
  expect(await worst(desk.page)).toEqual([])
  await desk.page.getByRole('button', { name: '关闭', exact: true }).click()
  await desk.page.getByRole('link', { name: '人员' }).click()
})

test('nothing went wrong on the way', () => expect(desk.troubles).toEqual([]))
