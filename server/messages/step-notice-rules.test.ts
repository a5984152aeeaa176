import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepStates, type Activation, type ActivationStep } from '#shared/activations.ts'
import { stepNotices, stillSo, type PlanFact } from './step-notice-rules.ts'
import { stepNoticeText, type StepNoticeWords } from './step-notice-words.ts'

const words = { zh: '步骤', en: 'Step' }
const at = '2026-03-01T08:00:00.000Z'
const of = (person: string) => ({ person, name: words })
const step = (key: string, more: Partial<ActivationStep> = {}): ActivationStep => ({
  key, post: 'security', name: words, instruction: words, minutes: 5, after: [], notify: null, state: 'open', version: 2, openedAt: at, dueAt: at, doneAt: null, doneBy: null, note: '', late: false, ...more,
})
const running = (steps: ActivationStep[], more: Partial<Activation> = {}): Activation => ({
  id: 'a', version: 2, plan: 'p', scene: 'fire', name: words, community: 'c', building: null, place: '', alarm: null, commander: 'x', reason: 'x', state: 'running', startedAt: at, targetAt: null, finishedAt: null, steps, mode: 'real', ...more,
})
const fact = (name: PlanFact['name'], body: Activation, by = 'desk') => ({
  seq: 1, at, name, id: body.id, version: body.version, community: body.community, mode: body.mode, by: { kind: 'person', id: by, name: by }, command: 'x', body,
}) as PlanFact
const told = (one: PlanFact, before: ActivationStep[] = []) => stepNotices(one, before).map(({ about, to, steps }) => [about, 'person' in to ? to.person : to.level, steps.map(({ key }) => key).join()])

describe('who hears of a fact of a plan', () => {
  it('is whoever was given steps with it, each once for all of theirs', () => {
    const given = running([
      step('a', { holder: of('wang') }), step('b', { holder: of('li') }), step('c', { holder: of('wang') }), step('before', { holder: of('wang'), version: 1 }), step('free'),
      step('has', { holder: of('li'), acceptedAt: at }), step('over', { holder: of('li'), state: 'done' }),
    ])
    for (const name of ['activation.started', 'activation.step-given', 'activation.step-declined', 'activation.step-done'] as const) expect(told(fact(name, given)), name).toEqual([['given', 'wang', 'a,c'], ['given', 'li', 'b']])
    expect(told(fact('activation.step-returned', running([step('a', { holder: of('wang'), acceptedAt: at })])))).toEqual([['returned', 'wang', 'a']])
    expect(told(fact('activation.step-accepted', running([step('a', { holder: of('wang'), acceptedAt: at })])))).toEqual([])
  })

  it('is the commander of a late step where one of the staff commands, then the duty manager, then the head, of that step only', () => {
    const late = (key: string, escalation: 1 | 2 | 3) => step(key, { late: true, escalation, version: 1 })
    const [first, second, third] = [late('a', 1), late('a', 2), late('a', 3)] as const
    const other = late('b', 2)
    const led = { commanderPerson: 'zhao' }
    expect(told(fact('activation.step-late', running([first, other], led)), [step('a'), other])).toEqual([['late', 'zhao', 'a']])
    expect(told(fact('activation.step-late', running([first])), [step('a')])).toEqual([])
    expect(told(fact('activation.step-escalated', running([second, other], led)), [first, other])).toEqual([['escalated', 'duty-manager', 'a']])
    expect(told(fact('activation.step-escalated', running([third, other], led)), [second, other])).toEqual([['escalated', 'regional-head', 'a']])
    expect(told(fact('activation.step-escalated', running([{ ...second, state: 'checking' }], led)), [{ ...first, state: 'checking' }])).toEqual([['escalated', 'duty-manager', 'a']])
    expect(told(fact('activation.step-done', running([{ ...second, state: 'done', version: 2 }], led)), [first])).toEqual([])
  })

  it('is whoever is made to command by somebody else', () => {
    const led = running([], { commanderPerson: 'zhao', commanderUser: 'u' })
    expect(told(fact('activation.handed-over', led))).toEqual([['command', 'zhao', '']])
    expect(told(fact('activation.started', led))).toEqual([['command', 'zhao', '']])
    expect(told(fact('activation.started', led, 'u'))).toEqual([])
    expect(told(fact('activation.noted', led))).toEqual([])
    expect(told(fact('activation.handed-over', running([], { commanderUser: 'u' })))).toEqual([])
  })
})

describe('what is not so any more', () => {
  const body = running([step('a', { holder: of('wang') }), step('b', { holder: of('wang') })], { commanderPerson: 'zhao', commanderUser: 'u' })
  const [command, given] = stepNotices(fact('activation.started', body), [])

  it('is left out, and where nothing is left nobody hears', () => {
    if (!command || !given) throw new Error('nobody is told')
    const keys = (now: Activation) => stillSo(given, now)?.steps.map(({ key }) => key) ?? null
    const b = (more: Partial<ActivationStep>) => running([step('a', { holder: of('wang') }), step('b', { holder: of('wang'), ...more })], { commanderPerson: 'zhao' })
    expect(keys(b({ version: 7 }))).toEqual(['a', 'b'])
    for (const more of [{ state: 'done' }, { state: 'checking' }, { holder: of('li') }, { holder: null }, { acceptedAt: at }, { round: 2 }] as const) expect(keys(b(more)), JSON.stringify(more)).toEqual(['a'])
    expect(keys({ ...body, steps: [] })).toBeNull()
    expect(keys({ ...body, state: 'aborted' })).toBeNull()
    expect(stillSo(command, body)).toBe(command)
    expect(stillSo(command, { ...body, commanderPerson: 'li' })).toBeNull()
  })

  it('for any steps, never is more, nor another’s, nor one that is accepted or over', () => {
    const any = fc.record({
      state: fc.constantFrom(...stepStates), holder: fc.option(fc.constantFrom(of('wang'), of('li'))), acceptedAt: fc.constantFrom(null, at), round: fc.constantFrom(undefined, 2), version: fc.constantFrom(1, 2),
    })
    const plan = fc.array(any, { minLength: 1, maxLength: 6 }).map((rows) => running(rows.map((more, i) => step(`s${i}`, more))))
    fc.assert(fc.property(plan, plan, (then, now) => {
      const all = stepNotices(fact('activation.step-given', then), [])
      expect(new Set(all.map(({ to }) => JSON.stringify(to))).size).toBe(all.length)
      // Nothing has changed: all of it is still so.
      expect(all.flatMap((one) => stillSo(one, then) ?? [])).toEqual(all)
      for (const one of all) {
        for (const { key } of stillSo(one, now)?.steps ?? []) {
          const is = now.steps.find((held) => held.key === key)
          expect([is?.state, is?.acceptedAt ?? null, { person: is?.holder?.person }]).toEqual(['open', null, one.to])
          expect(one.steps.map((given2) => given2.key)).toContain(key)
        }
      }
    }))
  })
})

describe('the words of it', () => {
  const said: StepNoticeWords = { about: 'given', drill: false, plan: { zh: '爆管', en: 'Burst pipe' }, community: '康宁', place: '3 栋', step: { zh: '关阀门', en: 'Close the valve' }, count: 3, by: '18:30', skipped: [] }
  it.each([
    [{}, '【康宁】爆管（3 栋）：您的步骤「关阀门」等 3 步，请在 18:30 前接令。', '[康宁] Burst pipe (3 栋): your step “Close the valve” and 2 more, please accept by 18:30.'],
    [{ count: 1, by: null, place: '' }, '【康宁】爆管：您的步骤「关阀门」，请接令。', '[康宁] Burst pipe: your step “Close the valve”, please accept.'],
    [{ drill: true, about: 'returned' }, '【演练】【康宁】爆管（3 栋）：步骤「关阀门」被退回，请重做。', '[DRILL] [康宁] Burst pipe (3 栋): step “Close the valve” was sent back, please do it again.'],
    [{ about: 'late' }, '【康宁】爆管（3 栋）：步骤「关阀门」已超时，时限 18:30。', '[康宁] Burst pipe (3 栋): step “Close the valve” is late, it was due 18:30.'],
    [{ about: 'escalated', skipped: ['duty-manager'] }, '【康宁】爆管（3 栋）：步骤「关阀门」超时升级，时限 18:30。无在岗值班经理。', '[康宁] Burst pipe (3 栋): step “Close the valve” is late, escalated to you, it was due 18:30. nobody on duty as duty manager.'],
    [{ about: 'command', step: null, count: 0, by: null }, '【康宁】爆管（3 栋）：请您担任指挥。', '[康宁] Burst pipe (3 栋): you are in command.'],
  ] as const)('%j', (more, zh, en) => {
    expect([stepNoticeText({ ...said, ...more }, 'zh'), stepNoticeText({ ...said, ...more }, 'en')]).toEqual([zh, en])
  })
})
