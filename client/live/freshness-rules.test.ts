import { expect, test } from 'vitest'
import { freshness } from './freshness-rules.ts'

const start = 1_000_000
const live = { cursor: 5, beatAt: start, behind: null }
const up = { connected: true, since: start - 60_000 }

test('a beat within the limit is fresh and says nothing', () => {
  expect(freshness(live, up, start + 4000)).toEqual({ link: 'live', fresh: true, why: null, since: null })
})

test('no beat for five seconds is not fresh, since the last one', () => {
  expect(freshness(live, up, start + 5000)).toEqual({ link: 'stale', fresh: false, why: 'silent', since: start })
})

test('a cut is shown at once on the line, and on the whole screen before five seconds are over', () => {
  const cut = { connected: false, since: start + 1000 }
  expect(freshness(live, cut, start + 1200)).toMatchObject({ link: 'off', fresh: true })
  expect(freshness(live, cut, start + 3000)).toEqual({ link: 'off', fresh: false, why: 'cut', since: start })
})

test('beats that never catch up with the journal are not fresh, since the first that was behind', () => {
  const behind = { cursor: 5, beatAt: start + 6000, behind: { head: 9, since: start } }
  expect(freshness(behind, up, start + 6100)).toEqual({ link: 'stale', fresh: false, why: 'behind', since: start })
  expect(freshness({ ...behind, behind: { head: 9, since: start + 5000 } }, up, start + 6100).fresh).toBe(true)
})

test('a screen that has never held anything is opening, and says so honestly when that takes too long', () => {
  const empty = { cursor: null, beatAt: null, behind: null }
  expect(freshness(empty, { connected: false, since: start }, start + 1000).link).toBe('opening')
  expect(freshness(empty, { connected: false, since: start }, start + 6000)).toEqual({ link: 'off', fresh: false, why: 'cut', since: null })
})
