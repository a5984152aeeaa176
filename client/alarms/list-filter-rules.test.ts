import { expect, test } from 'vitest'
import { alarmStates, type Alarm } from '#shared/alarms.ts'
import { askedOf, filteredBy, fits, isFiltered, isSaid, noFilter, views } from './list-filter-rules.ts'

const alarm = (over: Partial<Alarm> = {}) => ({ id: 'a', community: 'c', building: 'b', kind: 'lift.fault', severity: 'major', state: 'unacknowledged', raisedAt: new Date('2026-11-22T09:30').toISOString(), mode: 'real', ...over }) as Alarm

test('every state is in one view', () => {
  for (const state of alarmStates) expect(views.filter((view) => fits(alarm({ state }), { ...noFilter, view })), state).toHaveLength(1)
})

test('each filter lets through what it names and nothing else', () => {
  const passes = (over: Partial<Alarm>, filter: Partial<typeof noFilter>) => fits(alarm(over), { ...noFilter, ...filter })
  expect([passes({}, { community: 'c' }), passes({}, { community: 'd' }), passes({}, { building: 'x' })]).toEqual([true, false, false])
  expect([passes({}, { severities: ['major'] }), passes({}, { severities: ['minor', 'notice'] }), passes({}, { kind: 'water.leak' })]).toEqual([true, false, false])
  expect([passes({ state: 'acknowledged' }, { quick: 'unseen' }), passes({ state: 'returned' }, { quick: 'unseen' })]).toEqual([false, true])
  expect([passes({}, { quick: 'unowned' }), passes({ owner: { id: 'u', name: '王强', at: '' } }, { quick: 'unowned' }), passes({}, { quick: 'safety' })]).toEqual([true, false, false])
  expect([passes({}, { from: '2026-11-22', to: '2026-11-22' }), passes({}, { from: '2026-11-23' }), passes({}, { to: '2026-11-21' })]).toEqual([true, false, false])
})

test('text is found in any order of its parts, with and without spaces', () => {
  expect([isSaid('电梯故障 9 栋 2 单元', '9栋'), isSaid('Lift fault Building 9', 'building fault'), isSaid('电梯故障', '水泵'), isSaid('x', '  ')]).toEqual([true, true, false, true])
})

test('what is asked names the states of its view, and nothing that is not filtered by', () => {
  expect(askedOf({ ...noFilter, view: 'past', text: ' 水 ' }, ['c'])).toEqual({ communities: ['c'], states: ['normal'], order: 'newest', text: '水' })
  expect(askedOf({ ...noFilter, community: 'd', severities: ['critical'] }, null)).toMatchObject({ communities: ['d'], severities: ['critical'], order: 'urgency' })
  expect([isFiltered(noFilter), isFiltered({ ...noFilter, text: 'x' }), filteredBy({ ...noFilter, quick: 'safety', from: '2026-11-22' })]).toEqual([false, true, 2])
})
