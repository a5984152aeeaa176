import { expect, it } from 'vitest'
import { orderStates, type Candidate } from '#shared/orders.ts'
import { backOf, chosenFor, movesOf, underWay, type Line } from './redistribute-rules.ts'

const candidate = (person: string): Candidate => ({ person, suitable: true, score: 50, metres: null, minutes: null, openOrders: 0, positionAgeSeconds: null, wouldBreak: 0, reasons: ['skill'], exclusions: [] })
const line = (order: string, person: string | null): Line => ({ order, version: 3, candidate: person === null ? null : candidate(person), others: [candidate('other')] })

it('moves each order to whom the preview names, unless a line says otherwise or keeps it', () => {
  const lines = [line('a', 'x'), line('b', 'y'), line('c', null), line('d', null)]
  const choices = { b: null, d: 'other' }
  expect(lines.map((one) => chosenFor(one, choices))).toEqual(['x', null, null, 'other'])
  expect(movesOf(lines, choices)).toEqual([{ order: 'a', version: 3, assignee: 'x' }, { order: 'd', version: 3, assignee: 'other' }])
})

it('takes back to whom each was with, as it is now', () => {
  const handed = ['a', 'b', 'c'].map((id) => ({ id, version: 4 }))
  expect(backOf(handed, new Map([['a', { assignee: 'sick' }], ['b', { assignee: null }]]))).toEqual([{ order: 'a', version: 4, assignee: 'sick' }])
})

it('says of what is begun that it is to be accepted anew', () => {
  expect(orderStates.filter((state) => underWay({ state }))).toEqual(['on-the-way', 'arrived', 'waiting'])
})
