import { expect, it } from 'vitest'
import type { Candidate, Order } from '#shared/orders.ts'
import { backOf, changedSince, chosenFor, movesOf, type Line } from './redistribute-rules.ts'

const candidate = (person: string): Candidate => ({ person, suitable: true, score: 50, metres: null, minutes: null, openOrders: 0, positionAgeSeconds: null, wouldBreak: 0, reasons: ['skill'], exclusions: [] })
const line = (order: string, person: string | null): Line => ({ order, version: 3, candidate: person === null ? null : candidate(person), others: [candidate('other')] })
const held = (...orders: [string, Partial<Order>][]): ReadonlyMap<string, Order> => new Map(orders.map(([id, more]) => [id, { id, version: 3, assignee: 'sick', ...more } as Order]))

it('moves each order to whom the preview names, unless a line says otherwise or keeps it', () => {
  const lines = [line('a', 'x'), line('b', 'y'), line('c', null), line('d', null)]
  const choices = { b: null, d: 'other' }
  expect(lines.map((one) => chosenFor(one, choices))).toEqual(['x', null, null, 'other'])
  expect(movesOf(lines, choices)).toEqual([{ order: 'a', version: 3, assignee: 'x' }, { order: 'd', version: 3, assignee: 'other' }])
})

it('names as changed what a person changed or ended, not what the system noted', () => {
  const now = held(['noted', { version: 5, touched: 3 }], ['moved', { version: 4, touched: 4 }], ['before', { version: 4 }])
  expect(changedSince(['noted', 'moved', 'before', 'over'].map((id) => line(id, 'x')), now)).toEqual(['moved', 'before', 'over'])
})

it('takes back to whom each was with, as it is now', () => {
  const moves = [{ order: 'a' }, { order: 'b' }, { order: 'c' }]
  expect(backOf(moves, held(['a', {}], ['b', { assignee: null }], ['c', {}]), held(['a', { version: 4 }], ['b', { version: 4 }]))).toEqual([{ order: 'a', version: 4, assignee: 'sick' }])
})
