import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '#shared/orders.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { cutPage, doubled, hoursBack, monthsBack, wordsOf } from '#server/orders/search-rules.ts'
import { searchQueries } from '#server/orders/search-queries.ts'
import { categoryWords, priorityWords, sourceWords, stateWords } from '#server/orders/order-words.ts'
import { Refusal } from '#server/refusal.ts'
import { enWords } from '#client/i18n/en-words.ts'
import { zhWords } from '#client/i18n/zh-words.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let features: Features
const ids: Record<string, string> = {}

async function report(key: string, community: { id: string }, over: Record<string, unknown>): Promise<void> {
  const reply = await carryOut(features, orderCommands, 'order.report', { community: community.id, category: 'repair', title: key, ...over })
  ids[key] = reply.body.id
}

beforeAll(async () => {
  features = await openFeatures()
  const { a, b } = features.world
  await report('pump', a, { building: a.houses[0]?.id, place: '2 单元 1201', title: '厨房水管漏水', description: 'The pump room is wet', reporterPhone: '13800000001' })
  await report('light', a, { building: a.houses[1]?.id, title: '楼道灯不亮', category: 'security', priority: 'high' })
  await report('noise', a, { title: '邻居深夜噪音', category: 'complaint', description: '水 100% 满了_' })
  await report('other', b, { building: b.houses[0]?.id, title: '厨房水管漏水' })
})
afterAll(async () => features?.close())

const ask = (body: Record<string, unknown>, caller = features.caller) => searchQueries.orders(features.parts, { ...asking, id: '', params: {}, body: { most: 50, ...body }, caller, now: Date.now() } as never)
const found = async (body: Record<string, unknown>, caller = features.caller): Promise<string[]> => {
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  return (await ask(body, caller)).orders.map(({ id }) => names.get(id) ?? id).toSorted()
}
const ofA = () => ({ ...features.caller, grants: [{ role: 'duty-manager' as const, scope: { kind: 'community' as const, id: features.world.a.id } }] })

describe('orders are found', () => {
  it.each([
    ['漏水', ['other', 'pump']],
    ['厨房 漏水', ['other', 'pump']],
    ['水管漏', ['other', 'pump']],
    ['1栋', ['other', 'pump']],
    ['1 栋 2单元', ['pump']],
    ['1201', ['pump']],
    ['PUMP', ['pump']],
    ['ump roo', ['pump']],
    ['灯', ['light']],
    ['噪', ['noise']],
    ['Building', ['light', 'other', 'pump']],
    ['pump 噪音', []],
    ['漏电', []],
    ['100%', ['noise']],
  ])('by words: %s', async (text, wanted) => expect(await found({ text })).toEqual(wanted))

  it('by nothing where only signs were typed', async () => expect(await found({ text: '%_，' })).toEqual([]))

  it('by their number', async () => {
    const [order] = (await ask({ text: '邻居' })).orders
    expect(await found({ text: order?.number.toLowerCase() })).toEqual(['noise'])
  })

  it('by what they are', async () => {
    expect(await found({ categories: ['complaint'] })).toEqual(['noise'])
    expect(await found({ priorities: ['high'] })).toEqual(['light'])
    expect(await found({ building: features.world.a.houses[1]?.id })).toEqual(['light'])
    expect(await found({ assignee: 'nobody', communities: [features.world.b.id] })).toEqual(['other'])
    expect(await found({ states: ['closed'] })).toEqual([])
    expect(await found({ from: '0000-01-01T00:00:00Z', until: '0001-01-01T00:00:00Z' })).toEqual([])
  })

  it('only where their reader may look', async () => {
    expect(await found({ text: '漏水' }, ofA())).toEqual(['pump'])
    expect(await found({}, ofA())).toEqual(['light', 'noise', 'pump'])
    expect(await found({ communities: [features.world.a.id, features.world.b.id] }, ofA())).toEqual(['light', 'noise', 'pump'])
    await expect(found({ communities: [features.world.b.id] }, ofA())).rejects.toThrow(Refusal)
  })

  it('by what they were corrected to, and no longer by what they were', async () => {
    await carryOut(features, orderCommands, 'order.correct', { version: await version('light'), category: 'security', priority: 'high', title: '门厅玻璃破碎', building: features.world.a.houses[2]?.id ?? null }, ids.light)
    expect(await found({ text: '玻璃' })).toEqual(['light'])
    expect(await found({ text: '楼道' })).toEqual([])
    expect(await found({ text: '3栋' })).toEqual(['light'])
  })

  it('page by page, each once, with what was reported at one instant together', async () => {
    const seen: string[] = []
    let before: string | null | undefined
    do {
      const page = await ask({ most: 1, ...(before ? { before } : {}) })
      seen.push(...page.orders.map(({ id }) => id))
      before = page.before
    } while (before !== null)
    expect(seen.toSorted()).toEqual(Object.values(ids).toSorted())
    expect(new Set(seen).size).toBe(seen.length)
  })
})

const version = async (key: string): Promise<number> => ((await ask({})).orders.find(({ id }) => id === ids[key]) as Order).version

describe('a file of orders', () => {
  it('has the words of the screens and no formula', async () => {
    await report('formula', features.world.a, { title: '=1+1', category: 'parking' })
    const told: Record<string, unknown>[] = []
    const text = await searchQueries.ordersExport(features.parts, { ...asking, id: '', params: {}, body: { text: '1' }, caller: features.caller, now: Date.now(), tell: (_: unknown, detail: Record<string, unknown>) => void told.push(detail) } as never)
    expect(text).toContain("'=1+1")
    expect(text).toContain('停车交通')
    expect(text).not.toContain('13800000001')
    expect(told).toEqual([expect.objectContaining({ text: true })])
  })

  it('says what screens say', () => {
    const worded = <T extends string>(words: Record<T, { zh: string; en: string }>, language: 'zh' | 'en') => Object.fromEntries(Object.entries<{ zh: string; en: string }>(words).map(([key, said]) => [key, said[language]]))
    for (const [language, words] of [['zh', zhWords], ['en', enWords]] as const) {
      expect([categoryWords, priorityWords, sourceWords, stateWords].map((one: Record<string, { zh: string; en: string }>) => worded(one, language))).toEqual([words.category, words.priority, words.orderSource, words.orderState])
    }
  })
})

describe('what belongs to an order', () => {
  it('is who reported it, those who joined, and those of orders that ended in it', async () => {
    const { a } = features.world
    await report('same', a, { building: a.houses[0]?.id, place: '2 单元 1201', title: '又漏水了', reporterPhone: '13800000002' })
    await carryOut(features, orderCommands, 'order.join', { reporter: '李先生', reporterPhone: '13800000003' }, ids.same)
    await carryOut(features, orderCommands, 'order.merge', { version: await version('same'), into: ids.pump ?? '' }, ids.same)
    const reports = await searchQueries.orderReports(features.parts, { ...asking, id: ids.pump ?? '', params: {}, body: undefined, caller: features.caller, now: Date.now() } as never)
    expect(reports.map(({ phone }) => String(phone)).toSorted()).toEqual(['13800000001', '13800000002', '13800000003'])
    const related = await searchQueries.orderRelated(features.parts, { ...asking, id: ids.pump ?? '', params: {}, body: undefined, caller: features.caller, now: Date.now() } as never)
    expect(related.merged.map(({ id }) => id)).toEqual([ids.same])
    expect(related.orders.map(({ id }) => id)).not.toContain(ids.same)
  })
})

describe('the rules of a search', () => {
  it('take each word once', () => expect(wordsOf(' 漏水  漏水 pump ')).toEqual(['漏水', 'pump']))
  it('walk months back to the first order', () => {
    expect(monthsBack(Date.parse('2026-02-15T00:00:00Z'), Date.parse('2025-11-30T23:59:59Z')).map(({ mark }) => mark)).toEqual(['m:202602', 'm:202601', 'm:202512', 'm:202511'])
  })
  it('look twice as far each time', () => {
    expect(doubled([1, 2, 3, 4, 5])).toEqual([[1], [2, 3], [4, 5]])
    expect(doubled([])).toEqual([])
  })
  it('walk hours back to the first order, leaving nothing out between', () => {
    expect(hoursBack(Date.parse('2026-02-15T08:00:00Z'), Date.parse('2026-02-15T04:30:00Z'))).toEqual([
      { from: '2026-02-15T07:00:00.000Z', until: null },
      { from: '2026-02-15T05:00:00.000Z', until: '2026-02-15T07:00:00.000Z' },
      { from: '2026-02-15T04:30:00.000Z', until: '2026-02-15T05:00:00.000Z' },
    ])
  })
  it('never cut a page within an instant', () => {
    const at = (...list: string[]) => list.map((one) => ({ at: one }))
    expect(cutPage(at('c', 'b', 'a'), 2)).toEqual({ page: at('c', 'b'), before: 'b' })
    expect(cutPage(at('c', 'b', 'b'), 2)).toEqual({ page: at('c'), before: 'c' })
    expect(cutPage(at('b', 'b', 'b'), 2)).toEqual({ page: at('b', 'b', 'b'), before: 'b' })
    expect(cutPage(at('b'), 2)).toEqual({ page: at('b'), before: null })
  })
})
