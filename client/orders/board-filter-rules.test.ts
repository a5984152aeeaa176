import { expect, test } from 'vitest'
import type { Order } from '#shared/orders.ts'
import { askedOf, filterOf, fits, noFilter, openStates } from './board-filter-rules.ts'

const order = { community: 'c', state: 'reported', category: 'repair', priority: 'normal', source: 'app', assignee: null, late: [], reportedAt: '2026-11-22T04:00:00.000Z' } as unknown as Order
const words = () => '1122-92YA 厨房水管漏水 1 栋 2 单元 1201'

test('what is kept comes back as it was', () => {
  const filter = { ...noFilter, text: '漏水', late: true, categories: ['repair' as const], assignee: 'nobody', from: '2026-11-01', to: '2026-11-22' }
  for (const view of ['open', 'call-back', 'all'] as const) expect(filterOf(askedOf({ ...filter, view }, null))).toEqual({ ...filter, view })
  expect(filterOf(askedOf({ ...noFilter, states: ['waiting'] }, null))).toMatchObject({ view: 'open', states: ['waiting'] })
  expect(askedOf(noFilter, null).states).toEqual(openStates)
})

test.each([
  [{}, true], [{ text: '1栋 漏水' }, true], [{ text: '92ya' }, true], [{ text: '漏电' }, false], [{ late: true }, false], [{ assignee: 'nobody' }, true], [{ assignee: 'p' }, false], [{ community: 'd' }, false],
  [{ states: ['waiting' as const] }, false], [{ from: '2026-11-22', to: '2026-11-22' }, true], [{ to: '2026-11-20' }, false],
])('what an order fits: %j', (part, wanted) => expect(fits(order, { ...noFilter, ...part }, words)).toBe(wanted))
