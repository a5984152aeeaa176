import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeLetters } from '#shared/report-codes.ts'
import { facilityFor, isShown, newCode, orderOfTrack, plainCode, shownTitle, trackOf } from './report-code-rules.ts'

const secret = 'a secret of this installation'

test('a code has twelve letters, none of which looks like another, and is read however it was typed', () => {
  const codes = Array.from({ length: 500 }, newCode)
  expect(new Set(codes).size).toBe(500)
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/)
  expect(new Set(codes.join('')).size).toBe(codeLetters.length)
  expect(plainCode(' abcd-efgh 2345')).toBe('ABCDEFGH2345')
  expect(plainCode('AB\0CD\ud800')).toBe('ABCD')
})

test('a track leads to its order, and nothing else does', () => {
  const order = randomUUID()
  const track = trackOf(secret, order)
  expect(orderOfTrack(secret, track)).toBe(order)
  expect(orderOfTrack('another secret', track)).toBeNull()
  expect(orderOfTrack(secret, order)).toBeNull()
  expect(orderOfTrack(secret, `${track}=`)).toBeNull()
  const other = trackOf(secret, randomUUID())
  expect(orderOfTrack(secret, other.slice(0, 22) + track.slice(22))).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => orderOfTrack(secret, text) === null))
  fc.assert(fc.property(fc.nat({ max: track.length - 1 }), fc.constantFrom(...codeLetters), (at, letter) => {
    const changed = track.slice(0, at) + letter + track.slice(at + 1)
    return changed === track || orderOfTrack(secret, changed) === null
  }))
})

test('only what concerns everybody is told to everybody', () => {
  const matter = { category: 'repair', place: '', mode: 'real' } as const
  expect(isShown(matter)).toBe(true)
  for (const other of [{ category: 'complaint' }, { category: 'resident-service' }, { place: '2 单元 1201' }, { mode: randomUUID() }] as const) expect(isShown({ ...matter, ...other })).toBe(false)
  for (const title of ['灯不亮', 'Water leak']) {
    expect(shownTitle({ title, source: 'code' })).toBe(title)
    expect(shownTitle({ title, source: 'phone' })).toBeNull()
  }
  for (const title of ['一楼大厅灯不亮', '张伟家里煤气味', '邻居张伟在楼道大小便', 'Room 12-B old lady smell', '一二零一漏水', '１３８００００１１１１ 打电话', '']) expect(shownTitle({ title, source: 'code' })).toBeNull()
})

test('a repair of a device has the time limit of its facility', () => {
  expect(facilityFor('repair', 'lift')).toBe('lift')
  expect(facilityFor('cleaning', 'lift')).toBeNull()
  expect(facilityFor('repair', 'perimeter')).toBeNull()
  expect(facilityFor('repair', null)).toBeNull()
})
