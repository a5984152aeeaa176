import { expect, it } from 'vitest'
import type { Finding } from '#shared/findings.ts'
import { byNeed, isOverdue } from './finding-rules.ts'

const finding = (more: Partial<Finding>): Finding => ({
  id: 'f', version: 1, community: 'c', activation: null, drill: null, plan: null, step: null, text: 'x', owner: null, dueOn: null, category: null, order: null, proposal: null, edition: null, state: 'open', outcome: '',
  by: 'x', at: '2026-03-01T08:00:00.000Z', ...more,
})
const noon = new Date(2026, 2, 5, 12).getTime()

it('is overdue from the day after, and only while it is open', () => {
  expect([finding({ dueOn: '2026-03-04' }), finding({ dueOn: '2026-03-05' }), finding({}), finding({ dueOn: '2026-03-04', state: 'done' })].map((one) => isOverdue(one, noon))).toEqual([true, false, false, false])
})

it('comes open before closed, soonest first, without a day last, then the newest', () => {
  const rows = [
    finding({ id: 'closed', state: 'done', dueOn: '2026-01-01' }), finding({ id: 'old' }), finding({ id: 'new', at: '2026-03-02T08:00:00.000Z' }), finding({ id: 'soon', dueOn: '2026-03-06' }), finding({ id: 'sooner', dueOn: '2026-03-05' }),
  ]
  expect(rows.toSorted(byNeed).map(({ id }) => id)).toEqual(['sooner', 'soon', 'new', 'old', 'closed'])
})
