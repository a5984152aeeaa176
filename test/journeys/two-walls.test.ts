import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setStage, type Stage } from './stage.ts'
import type { WallPage } from './wall-page.ts'

let stage: Stage
let one: WallPage
let other: WallPage

beforeAll(async () => {
  stage = await setStage()
  const walls = await stage.walls({ username: 'manager' }, { username: 'manager-a' })
  ;[one, other] = walls as [WallPage, WallPage]
})
afterAll(async () => stage?.end())

const both = <T>(look: (wall: WallPage) => Promise<T>) => Promise.all([look(one), look(other)])
const house = (index: number) => stage.world.a.houses[index]?.id ?? ''

/** Orders that are open: what was reported, and one for every lift that somebody is trapped in, also where it was over at once. */
let open = 0

async function report(title: string, building = house(0), priority = 'urgent'): Promise<void> {
  const answer = await stage.asManager('/api/orders', { community: stage.world.a.id, building, category: 'repair', title, priority })
  expect(answer.status).toBe(200)
  open++
}

const alarmAt = (machine: number, change: 'raised' | 'cleared', id: string) => ({
  id, community: 'A', device: stage.world.a.machines[machine]?.code, kind: 'lift.trapped', severity: 'critical', change,
})

describe('an order', () => {
  test('that a resident reports appears on both walls within a second', async () => {
    const answer = await stage.byKey('/api/doors/requests', { id: randomUUID(), community: 'A', building: '1', category: 'repair', title: '厨房跑水', place: '2 单元 1201', priority: 'urgent' })
    expect(answer.status).toBe(202)
    open++
    await both((wall) => wall.row(/厨房跑水，1 栋 2 单元 1201，待派/, 1_000))
  })

  test('that the desk reports appears on both walls within a second', async () => {
    await report('楼道灯不亮')
    await both((wall) => wall.row(/楼道灯不亮，1 栋，待派/, 1_000))
    expect(await one.orders.getByRole('listitem').filter({ hasText: '1 栋' }).count()).toBe(2)
  })

  test('is given to one of the ranked people on one wall, shows so on the other, and is taken back', async () => {
    await report('电梯门关不上')
    await one.orders.getByRole('button', { name: /电梯门关不上/ }).click()
    const sheet = one.sheet(/^工单/)
    const choose = async (order: number) => {
      const person = sheet.getByRole('button', { name: /张\dA/ }).nth(order)
      const words = await person.innerText()
      await person.click()
      await sheet.getByRole('button', { name: '确认', exact: true }).click()
      return { words, name: /张\dA/.exec(words)?.[0] ?? '' }
    }
    await sheet.getByRole('button', { name: '派单' }).click()
    await sheet.getByRole('heading', { name: '谁合适' }).waitFor()
    const first = await choose(0)
    expect(first.words).toContain('有这项技能')
    await both((wall) => wall.orders.getByRole('listitem').filter({ hasText: '电梯门关不上' }).filter({ hasText: first.name }).filter({ hasText: '已派' }).waitFor())

    await sheet.getByRole('button', { name: '改派' }).click()
    expect(await sheet.getByText('已经是处理人').count()).toBe(1)
    const second = await choose(0)
    expect(second.name).not.toBe(first.name)
    await other.orders.getByRole('listitem').filter({ hasText: '电梯门关不上' }).filter({ hasText: second.name }).waitFor()

    await one.button(/^撤销/).click()
    await both((wall) => wall.orders.getByRole('listitem').filter({ hasText: '电梯门关不上' }).filter({ hasText: first.name }).waitFor())
    await one.page.keyboard.press('Escape')
  })

  test('that two people give away at once goes to one of them; the other is shown who has it', async () => {
    await report('水管爆了')
    await both(async (wall) => {
      await wall.orders.getByRole('button', { name: /水管爆了/ }).click()
      await wall.button('派单').click()
    })
    const names = await Promise.all([one, other].map(async (wall, index) => {
      const person = wall.sheet(/^工单/).getByRole('button', { name: /张[12]A/ }).nth(index)
      await person.click()
      return /张\dA/.exec(await person.innerText())?.[0] ?? ''
    }))
    expect(new Set(names).size).toBe(2)

    // Both commands are held at the door of the server until both have been given.
    const held: (() => void)[] = []
    await both((wall) => wall.page.route('**/reassign', (route) => {
      held.push(() => void route.continue())
      if (held.length === 2) for (const go of held) go()
    }))
    await both((wall) => wall.button('确认').click())
    const refusal = (wall: WallPage) => wall.page.getByRole('alert').filter({ hasText: '处理人' })
    const refused = await Promise.race([one, other].map(async (wall) => {
      await refusal(wall).waitFor()
      return wall
    }))
    const winner = names[refused === one ? 1 : 0] ?? ''
    expect(await refusal(refused).innerText()).toContain(`处理人 ${winner}`)
    await both((wall) => wall.orders.getByRole('listitem').filter({ hasText: '水管爆了' }).filter({ hasText: winner }).waitFor())
    await both(async (wall) => {
      await wall.page.unroute('**/reassign')
      await wall.sheet(/^工单/).getByRole('button', { name: '关闭', exact: true }).click()
    })
  })
})

describe('an alarm', () => {
  test('is seen on both walls in shape and words, acknowledged by one click on one of them, and gone from both when it is over', async () => {
    const id = randomUUID()
    expect((await stage.byKey('/api/doors/alarms', alarmAt(1, 'raised', id))).status).toBe(202)
    open++
    const rows = await both(async (wall) => {
      const row = wall.alarms.getByRole('listitem').filter({ hasText: '2 栋 1 号梯' })
      await row.getByRole('button', { name: /^紧急告警：电梯困人，2 栋，未确认/ }).waitFor()
      return row
    })
    const shapes = () => Promise.all(rows.map((row) => row.locator('svg.mark path').evaluate((path) => ({ shape: path.getAttribute('d'), filled: getComputedStyle(path).fill !== 'none' }))))
    expect(await shapes()).toEqual([{ shape: 'M0 -9 9 0 0 9 -9 0Z', filled: true }, { shape: 'M0 -9 9 0 0 9 -9 0Z', filled: true }])
    await both((wall) => wall.page.getByRole('heading', { level: 1 }).filter({ hasText: /电梯困人 2 栋.*未确认/ }).waitFor())

    await rows[0].getByRole('button', { name: '确认', exact: true }).click()
    await both((wall) => wall.alarms.getByRole('button', { name: /^紧急告警：电梯困人，2 栋，manager 已确认/ }).waitFor())
    await both((wall) => wall.alarms.getByRole('button', { name: '确认', exact: true }).waitFor({ state: 'detached' }))
    expect((await shapes()).map(({ filled }) => filled)).toEqual([false, false])

    expect((await stage.byKey('/api/doors/alarms', alarmAt(1, 'cleared', randomUUID()))).status).toBe(202)
    await both((wall) => wall.alarms.getByText('没有告警。').waitFor())
  })

  test('that was over before anybody answered stays until somebody does', async () => {
    await stage.byKey('/api/doors/alarms', alarmAt(2, 'raised', randomUUID()))
    await stage.byKey('/api/doors/alarms', alarmAt(2, 'cleared', randomUUID()))
    open++
    await both((wall) => wall.alarms.getByRole('button', { name: /^紧急告警：电梯困人，3 栋，已恢复，未确认/ }).waitFor())
    await other.alarms.getByRole('button', { name: '确认', exact: true }).click()
    await both((wall) => wall.alarms.getByText('没有告警。').waitFor())
  })
})

test('a guard who walks moves on both maps', async () => {
  const guard = stage.world.a.staff[3]
  const places: [number, number][] = [[120.0002, 30.0006], [120.0004, 30.0006], [120.0012, 30.0007]]
  for (const point of places) {
    expect((await stage.byKey('/api/doors/positions', { person: guard?.code, point })).status).toBe(202)
    await both((wall) => wall.standsAt(guard?.id ?? '', point))
  }
  await both((wall) => wall.page.getByRole('region', { name: /^在岗/ }).getByRole('button', { name: /^张3A，秩序/ }).waitFor())
})

describe('the heat of a building', () => {
  test('that suddenly has much to report colours it on both walls, and only it', async () => {
    const before = await both((wall) => wall.building(house(3)))
    expect(before.map(({ heat }) => heat ?? 0)).toEqual([0, 0])
    for (let i = 1; i <= 8; i++) await report(`一家一户 ${i}`, house(3), 'low')
    await both((wall) => wall.heated(house(3), 4))
    await both((wall) => wall.painted(house(3), before[0].colour))
    const [hot, calm] = await Promise.all([one.building(house(3)), one.building(house(2))])
    expect(hot.colour).not.toBe(calm.colour)
    expect(await other.building(house(3))).toEqual(hot)
  })

  test('is there again after the graphics were lost, with what changed meanwhile', async () => {
    const [before, calm] = await Promise.all([one.building(house(3)), one.building(house(2))])
    expect(before.heat).toBe(4)
    await one.loseGraphics()
    await one.page.waitForFunction(() => document.documentElement.dataset.map === 'lost')
    for (let i = 1; i <= 8; i++) await report(`没人看见 ${i}`, house(1), 'low')
    await other.heated(house(1), 4)
    await one.restoreGraphics()
    await one.drawn()
    await one.heated(house(1), 4)
    await one.painted(house(1), calm.colour)
    expect(await one.building(house(3))).toEqual(before)
    expect(await one.building(house(2))).toEqual(calm)
    // It is still one page, with its lists.
    await one.orders.getByText(`${open} 未结`, { exact: true }).waitFor()
  })
})

test('nothing went wrong on either wall meanwhile', () => {
  const expected = (trouble: string) => /409|WebGL|CONTEXT_LOST|GPU stall/i.test(trouble)
  expect([...one.troubles, ...other.troubles].filter((trouble) => !expected(trouble))).toEqual([])
})
