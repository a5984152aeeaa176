import type { Scalar } from '#shared/devices.ts'
import type { RuleTest } from '#shared/rules.ts'

/**
 * How values become alarms. A rule stands somewhere with each device (`RuleState`); a value that comes, or a clock that strikes, moves it
 * on and may raise or clear. Values are judged by their own time, so that history tried afterwards says what was said live: before a value
 * is judged, what fell due until its time is. Where nothing comes the clock decides, a moment after the due time, for what is under way.
 * What is late or older than what was judged changes nothing. Times are epoch milliseconds.
 */
export type RuleState = {
  /** The time of the newest value that was judged. */
  at: number
  /** When the newest value was received, whatever its time. */
  heard: number
  /** Whether its alarm stands. */
  standing: boolean
  /** Since when it has held what has not held long enough. */
  since: number | null
  /** When it became so, newest last: for repetition. */
  times: number[]
  last: Scalar | null
}

export type Measured = { at: number; receivedAt: number; late: boolean; value: Scalar }
export type RuleChange = { change: 'raised' | 'cleared'; at: number; value: Scalar | null }
export type Judged = { state: RuleState; changes: RuleChange[] }

/** What may still be on its way when something falls due. */
export const underWay = 2_000

const untouched: RuleState = { at: -1, heard: 0, standing: false, since: null, times: [], last: null }

/** What one value makes of a rule's state; null: it had none. */
export function judgeValue(test: RuleTest, state: RuleState | null, measured: Measured): Judged {
  const before = state ?? { ...untouched, heard: measured.receivedAt }
  if (test.kind === 'missing') return judgeCame(test, before, measured)
  // Between two moments of receiving, the clock had its turn.
  const struck = measured.receivedAt > before.heard ? judgeClock(test, before, measured.receivedAt) : { state: before, changes: [] }
  if (measured.late || measured.at <= before.at || (test.kind === 'threshold' && typeof measured.value !== 'number')) return struck
  const settled = settle(test, struck, measured.at)
  const { state: now, changes } = move(test, { ...settled.state, at: measured.at, heard: Math.max(before.heard, measured.receivedAt) }, measured)
  return settle(test, { state: { ...now, last: measured.value }, changes: [...settled.changes, ...changes] }, measured.at)
}

/** What follows because nothing came until now. */
export function judgeClock(test: RuleTest, state: RuleState, now: number): Judged {
  return settle(test, { state, changes: [] }, test.kind === 'missing' ? now : now - underWay)
}

/** When the clock has to look at it though nothing comes; null: never. */
export function dueAt(test: RuleTest, state: RuleState): number | null {
  const due = ownDue(test, state)
  return due === null || test.kind === 'missing' ? due : due + underWay
}

/** When, by the values' own time, what holds has held long enough, or what stands has been gone long enough. */
function ownDue(test: RuleTest, { standing, since, times, heard }: RuleState): number | null {
  switch (test.kind) {
    case 'threshold':
      return standing || since === null ? null : since + test.delay * 1000
    case 'duration':
      return standing || since === null ? null : since + test.seconds * 1000
    case 'repetition':
      return standing ? (times.at(-1) ?? 0) + test.seconds * 1000 : null
    case 'missing':
      return standing ? null : heard + test.seconds * 1000
    case 'change':
      return null
  }
}

/** What fell due until a time, by the values' own. */
function settle(test: RuleTest, { state, changes }: Judged, until: number): Judged {
  const due = ownDue(test, state)
  if (due === null || due > until) return { state, changes }
  const standing = !state.standing
  return {
    state: { ...state, standing, since: null, times: standing ? state.times : [] },
    changes: [...changes, { change: standing ? 'raised' : 'cleared', at: due, value: state.last }],
  }
}

/** Whatever comes, however late, ends that nothing came. */
function judgeCame(test: Extract<RuleTest, { kind: 'missing' }>, before: RuleState, { at, receivedAt, value, late }: Measured): Judged {
  const { state, changes } = settle(test, { state: before, changes: [] }, receivedAt)
  const newer = !late && at > state.at
  const next = { ...state, heard: Math.max(state.heard, receivedAt), standing: false, ...(newer ? { at, last: value } : {}) }
  return { state: next, changes: state.standing ? [...changes, { change: 'cleared', at: receivedAt, value }] : changes }
}

/** What a newer value does by itself; `state.last` is still the one before it. */
function move(test: Exclude<RuleTest, { kind: 'missing' }>, state: RuleState, { at, value }: Measured): Judged {
  const stay: Judged = { state, changes: [] }
  const begin: Judged = { state: { ...state, since: state.standing ? null : (state.since ?? at) }, changes: [] }
  const end: Judged = { state: { ...state, standing: false, since: null }, changes: state.standing ? [{ change: 'cleared', at, value }] : [] }
  switch (test.kind) {
    case 'threshold': {
      const beyond = typeof value === 'number' ? (test.when === 'above' ? value - test.limit : test.limit - value) : 0
      if (beyond > 0) return begin
      return state.standing && beyond > -test.deadband ? stay : end
    }
    case 'duration':
      return value === test.equals ? begin : end
    case 'repetition': {
      if (value !== test.equals || state.last === null || state.last === value) return stay
      const times = [...state.times.filter((time) => time > at - test.seconds * 1000), at].slice(-test.times)
      if (state.standing || times.length < test.times) return { state: { ...state, times }, changes: [] }
      return { state: { ...state, times, standing: true }, changes: [{ change: 'raised', at, value }] }
    }
    case 'change': {
      if (value !== test.to) return end
      const became = state.last !== value && (test.from === undefined || test.from === null || state.last === test.from)
      return state.standing || !became ? stay : { state: { ...state, standing: true }, changes: [{ change: 'raised', at, value }] }
    }
  }
}
