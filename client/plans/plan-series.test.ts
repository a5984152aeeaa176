import { expect, test } from 'vitest'
import type { PlanProblem } from '#shared/plans.ts'
import { isRetired, readyOver, seriesOf, type Edition } from './plan-series.ts'
import { placeOf, together } from './problem-rules.ts'

const both = (text: string) => ({ zh: text, en: text })
const edition = (series: string, number: number, state: Edition['state'], more: Partial<Edition> = {}): Edition => ({
  id: `${series}${number}`, version: 1, series, edition: number, state, scene: 'fire', name: both(series), purpose: both('-'), triggers: [], targetMinutes: null, steps: 3, resources: [], measures: [], standDown: [], acceptMinutes: 2,
  secondPerson: false, by: 'x', changedAt: '2026-01-01T00:00:00Z', publishedAt: state === 'draft' || state === 'review' ? null : '2026-01-01T00:00:00Z', publishedBy: null, change: '', findings: [], ...more,
})

test('a plan is shown as it is in force, with what is being worked on beside it', () => {
  const [flood, fire, old, fresh] = seriesOf([
    edition('fire', 1, 'retired'), edition('fire', 2, 'published'), edition('fire', 3, 'review'), edition('old', 1, 'retired'), edition('old', 2, 'retired', { publishedAt: null }), edition('zfresh', 1, 'draft'),
    edition('flood', 1, 'published', { scene: 'heavy-rain' }),
  ])
  expect(flood?.id).toBe('flood')
  expect([fire?.shown.id, fire?.open?.id, fire && isRetired(fire)]).toEqual(['fire2', 'fire3', false])
  expect(fire?.editions.map((one) => one.edition)).toEqual([3, 2, 1])
  // A draft that was thrown away was never in force.
  expect([old?.shown.id, old && isRetired(old)]).toEqual(['old1', true])
  expect([fresh?.shown.id, fresh?.inForce]).toEqual(['zfresh1', null])
})

test('readiness over communities is the worst and the mean, and nothing where nothing is known', () => {
  const [one] = seriesOf([edition('fire', 1, 'published')])
  if (!one) throw new Error('unreachable')
  expect(readyOver([{ plan: 'fire', percent: 40 }, { plan: 'fire1', percent: 81 }, { plan: 'other', percent: 0 }], one)).toEqual({ worst: 40, mean: 61, of: 2 })
  expect(readyOver([], one)).toBeNull()
})

const problem = (name: PlanProblem['problem'], weight: PlanProblem['weight'], step: string | null, about: string | null = null): PlanProblem => ({ problem: name, weight, step, about })

test('what must be put right comes first, and what the server found of a step that is gone is not said', () => {
  const steps = ['a', 'b'].map((key) => ({ key, post: 'repair' as const, name: both(key), instruction: both(''), minutes: null, after: [], notify: null }))
  const found = together([problem('no-limit', 'warning', 'b'), problem('missing', 'error', 'b', 'order')], [problem('missing', 'error', 'a', 'order'), problem('unheld-post', 'warning', 'a', 'repair'), problem('no-device', 'warning', 'gone', 'lift'), problem('unknown-block', 'error', 'a', 'x')], { steps })
  expect(found.map((one) => `${one.problem} ${one.step}`)).toEqual(['unknown-block a', 'missing b', 'unheld-post a', 'no-limit b'])
})

test('a problem leads to the part where it is put right', () => {
  expect([problem('no-start', 'error', null), problem('no-resource', 'warning', null, 'tool'), problem('untranslated', 'warning', null, 'standDown'), problem('untranslated', 'warning', null, 'name'), problem('doubled-key', 'error', null, 'm1'), problem('untranslated', 'warning', 'a', 'name')].map(placeOf)).toEqual(['steps', 'resources', 'standDown', 'general', 'measures', 'steps'])
})
