import { describe, expect, it } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import type { Plan, PlanStep } from '#shared/plans.ts'
import { decideAddBlock } from './add-rules.ts'
import type { Staff } from './assign-rules.ts'
import type { Decision } from './decision.ts'
import type { Ground } from './flow-rules.ts'
import { decideDecline, decideGive } from './holder-rules.ts'
import { decideAbort, decideAgree, decideHandOver, decideStart } from './start-rules.ts'

const now = Date.parse('2026-03-01T08:00:00.000Z')
const [community, series, id] = ['1', '2', '3'].map((end) => `0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e0${end}`) as [string, string, string]
const text = { zh: '步骤', en: 'Step' }
const li = { name: 'Li', user: 'u1', person: null }
const zhang = { name: 'Zhang', user: 'u2', person: null }
const guard = (end: string): Staff => ({ id: `0192f0c1-7d3e-7b52-9a66-0d2a8c1f300${end}`, name: text, post: 'security', skills: [], busy: 0, until: '2026-03-01T20:00:00.000Z' })
const [first, second] = [guard('1'), guard('2')]
const ground: Ground = { now, staff: [first, second], pool: [], blocks: [], at: null }
const step: PlanStep = { key: 'patrol', after: [], minutes: 5, post: 'security', name: text, instruction: text, notify: null }
const plan = (secondPerson = false): Plan => ({
  id: series, version: 1, series, edition: 1, state: 'published', scene: 'fire', name: text, purpose: text, triggers: [], targetMinutes: null, steps: [step], resources: [], measures: [], standDown: [],
  acceptMinutes: 2, secondPerson, by: 'x', changedAt: '2026-03-01T08:00:00.000Z', publishedAt: null, publishedBy: null, change: '', findings: [],
})
const last = ({ told }: Decision): Activation => told.at(-1)?.activation ?? expect.unreachable()
const started = (made = plan()): Activation => last(decideStart(id, made, { plan: made.id, community, place: '', drill: false, reason: 'x' }, { mode: 'real', by: li, commander: li }, ground))

describe('why somebody did what they did', () => {
  const run = started()
  const of = { step: 'patrol', version: 1 }
  const kept: [string, Decision, string | undefined][] = [
    ['declined a step', decideDecline(run, { ...of, reason: 'my leg hurts' }, zhang, ground), 'patrol'],
    ['gave it to somebody else', decideGive(run, { ...of, reason: 'my leg hurts' }, second, zhang, ground), 'patrol'],
    ['put a block in', decideAddBlock(run, { version: 1, reason: 'my leg hurts' }, plan(), zhang, ground), undefined],
    ['handed over', decideHandOver(run, { version: 1, reason: 'my leg hurts' }, { to: li, by: zhang, now }), undefined],
    ['aborted it', decideAbort(run, { version: 1, reason: 'my leg hurts' }, zhang, now), undefined],
    ['agreed to it', decideAgree(started(plan(true)), { version: 1, reason: 'my leg hurts' }, zhang, ground), undefined],
  ]
  it.each(kept)('stays with the plan, by who %s, one version on', (_what, decision, about) => {
    const next = last(decision)
    expect(next.version).toBe(2)
    expect(next.notes).toEqual([{ id: expect.any(String), at: '2026-03-01T08:00:00.000Z', by: 'Zhang', kind: 'note', text: 'my leg hurts', version: 2, ...(about && { step: about }) }])
  })

  it('is nothing where nothing was said', () => {
    expect(last(decideGive(run, { ...of, reason: '' }, second, zhang, ground)).notes).toBeUndefined()
  })

  it('is another note each time, also by the same person', () => {
    const twice = last(decideDecline(last(decideDecline(run, { ...of, reason: 'busy' }, zhang, ground)), { step: 'patrol', version: 2, reason: 'busy' }, zhang, ground))
    expect(new Set(twice.notes?.map(({ id: note }) => note)).size).toBe(2)
  })
})
