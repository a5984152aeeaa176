import { describe, expect, it } from 'vitest'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Drill } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import type { Language } from '#shared/text.ts'
import { reportCsv } from './report-csv.ts'
import { isOfStory, Story, type StoryFact } from './report-rules.ts'

const begun = Date.parse('2026-03-01T08:00:00.000Z')
const at = (minutes: number): string => new Date(begun + minutes * 60_000).toISOString()
const name = { zh: '关阀', en: 'Close the valve' }
const step = (key: string, more: Partial<ActivationStep> = {}): ActivationStep => ({
  key, post: 'repair', name, instruction: { zh: '', en: '' }, minutes: 5, after: [], notify: null, state: 'waiting', openedAt: null, dueAt: null, doneAt: null, doneBy: null, note: '', late: false, ...more,
})
const decision = step('ask', { kind: 'decide', after: ['valve'], answers: [{ key: 'dry', name: { zh: '已止水', en: 'Dry' } }, { key: 'wet', name: { zh: '仍漏水', en: 'Still wet' }, back: 'valve' }] })
const run = (steps: ActivationStep[], more: Partial<Activation> = {}): Activation => ({
  id: 'a', version: 1, plan: 'p', scene: 'burst-pipe', name, community: 'c', building: null, place: '', alarm: null, commander: '李', reason: '三楼跑水', state: 'running', startedAt: at(0), targetAt: null, finishedAt: null, mode: 'real', steps, ...more,
})
const person = { kind: 'person' as const, id: 'u', name: '李' }
const told = (list: [FactName, Activation | Drill, number][], language: Language = 'zh'): Story => {
  const story = new Story(language)
  list.forEach(([fact, body, minutes], seq) => story.tell({ seq, at: at(minutes), name: fact, id: body.id, version: seq, community: 'c', mode: 'real', by: person, command: 'x', body } as unknown as StoryFact))
  return story
}
const lines = ({ timeline }: Story) => timeline.map(({ seq, name: fact, step: of, text, late }) => [seq, fact.split('.')[1], of, text, late])

const open = step('valve', { state: 'open', openedAt: at(0), dueAt: at(5) })
const held = { ...open, holder: { person: 'h', name: { zh: '张', en: 'Zhang' } } }
const accepted = { ...held, acceptedAt: at(1.04) }
const done = (more: Partial<ActivationStep> = {}): ActivationStep => ({ ...accepted, state: 'done', doneAt: at(7.26), doneBy: '张', note: '阀门卡住', late: true, ...more })

describe('what became of a plan', () => {
  it('is told fact by fact: who, which step, in what words, and what was late', () => {
    const asked = { ...decision, state: 'open' as const, openedAt: at(7.26) }
    const sent = step('tell', { kind: 'notify', state: 'done', openedAt: at(7.26), doneAt: at(7.26) })
    const story = told([
      ['activation.started', run([held, decision, step('tell')]), 0],
      ['activation.step-accepted', run([accepted, decision, step('tell')]), 1],
      ['activation.step-late', run([{ ...accepted, late: true }, decision, step('tell')]), 5],
      ['activation.noted', run([{ ...accepted, late: true }, decision, step('tell')], { notes: [{ id: 'n', at: at(6), by: '李', kind: 'note', text: '找不到阀门', step: 'valve' }] }), 6],
      ['activation.step-done', run([done(), asked, sent]), 7.26],
      ['activation.finished', run([done(), { ...asked, state: 'done', doneAt: at(9), doneBy: '李', answer: 'dry' }, sent], { state: 'finished', finishedAt: at(9), stoodDown: ['电梯已复位'] }), 9],
    ])
    expect(lines(story)).toEqual([
      [0, 'started', null, '三楼跑水', false],
      [1, 'step-accepted', 'valve', '张', false],
      [2, 'step-late', 'valve', null, true],
      [3, 'noted', 'valve', '找不到阀门', false],
      [4, 'step-done', 'valve', '阀门卡住', true],
      [4, 'advanced', 'tell', null, false],
      [5, 'finished', null, '电梯已复位', false],
      [5, 'advanced', 'ask', null, false],
    ])
    expect(story.steps).toEqual([
      { key: 'valve', round: 1, name, who: '张', opened: 0, accepted: 1, done: 7.3, took: 7.3, limit: 5, late: true, why: '阀门卡住 · 找不到阀门' },
      { key: 'ask', round: 1, name, who: '李', opened: 7.3, accepted: null, done: 9, took: 1.7, limit: 5, late: false, why: '' },
      { key: 'tell', round: 1, name, who: null, opened: 7.3, accepted: null, done: 7.3, took: 0, limit: 5, late: false, why: '' },
    ])
    expect(story.decisions).toEqual([{ at: at(9), step: 'ask', answer: { zh: '已止水', en: 'Dry' }, by: '李' }])
  })

  it('keeps each round of what was begun anew, and the answer that led back', () => {
    const asked = { ...decision, state: 'open' as const, openedAt: at(8) }
    const wet = { ...asked, state: 'done' as const, doneAt: at(9), doneBy: '王', answer: 'wet', note: '还在滴' }
    const again = [step('valve', { state: 'open', openedAt: at(9), round: 2 }), { ...decision, round: 2 }]
    const story = told([
      ['activation.started', run([held, decision]), 0],
      ['activation.step-done', run([done(), asked]), 8],
      ['activation.step-done', run([done(), wet]), 9],
      ['activation.advanced', run(again), 9],
    ], 'en')
    expect(lines(story).slice(2)).toEqual([[2, 'step-done', 'ask', 'Still wet · 还在滴', false], [3, 'advanced', 'valve', null, false]])
    expect(story.steps.map(({ key, round, opened, done: over }) => [key, round, opened, over])).toEqual([['valve', 1, 0, 7.3], ['valve', 2, 9, null], ['ask', 1, 8, 9], ['ask', 2, null, null]])
    expect(story.decisions).toEqual([{ at: at(9), step: 'ask', answer: { zh: '仍漏水', en: 'Still wet' }, by: '王' }])
  })

  it('has an entry for every fact, also where nothing in it shows what it was', () => {
    const same = run([open])
    const facts: FactName[] = ['activation.started', 'activation.step-done', 'activation.advanced', 'activation.requested', 'activation.late', 'activation.block-added', 'activation.handed-over', 'activation.aborted']
    expect(lines(told(facts.map((fact) => [fact, same, 0])))).toEqual([
      [0, 'started', null, '三楼跑水', false], [1, 'step-done', null, null, false], [2, 'advanced', null, null, false], [3, 'requested', null, null, false],
      [4, 'late', null, null, true], [5, 'block-added', null, null, false], [6, 'handed-over', null, '李', false], [7, 'aborted', null, null, false],
    ])
  })

  it('says why somebody did what they did, each with the step that it is about', () => {
    const note = (id: string, text: string, of?: string) => ({ id, at: at(1), by: '张', kind: 'note' as const, text, ...(of && { step: of }) })
    const [declined, given, block, over] = [note('1', '腿疼', 'valve'), note('2', '离得近', 'valve'), note('3', '又停电了'), note('4', '误报')]
    const to = { person: 'w', name: { zh: '王', en: 'Wang' } }
    const story = told([
      ['activation.started', run([held]), 0],
      ['activation.step-declined', run([{ ...open, passedOn: ['h'] }], { notes: [declined] }), 1],
      ['activation.step-given', run([{ ...open, passedOn: ['h'], holder: to }], { notes: [declined, given] }), 2],
      ['activation.block-added', run([{ ...open, passedOn: ['h'], holder: to }], { notes: [declined, given, block], parts: [{ key: 'b1', plan: 'q', name: { zh: '停电', en: 'Power cut' }, by: '李' }] }), 3],
      ['activation.aborted', run([{ ...open, passedOn: ['h'], holder: to, late: true }], { state: 'aborted', notes: [declined, given, block, over] }), 4],
    ])
    expect(lines(story).map(([, ...line]) => line)).toEqual([
      ['started', null, '三楼跑水', false], ['step-declined', 'valve', '腿疼', false], ['step-given', 'valve', '王 · 离得近', false], ['block-added', null, '停电 · 又停电了', false], ['aborted', null, '误报', false],
    ])
    expect(story.steps.map(({ why }) => why)).toEqual(['腿疼 · 离得近'])
  })

  it('calls no step late that has no limit: who checked it was', () => {
    const [unlimited] = told([['activation.started', run([{ ...open, minutes: null, state: 'checking', late: true }]), 0]]).steps
    expect(unlimited).toMatchObject({ limit: null, late: false })
  })

  it('says all who were given something at once, and what the drill put in', () => {
    const [a, b] = [step('a', { state: 'open', openedAt: at(0) }), step('b', { state: 'open', openedAt: at(0) })]
    const to = { person: 'w', name: { zh: '王', en: 'Wang' } }
    const drill: Drill = { id: 'd', version: 1, community: 'c', activation: 'a', lead: 'x', startedAt: at(0), endedAt: null, state: 'running', injects: [{ key: 'stuck', minutes: null, kind: 'word', text: { zh: '阀门卡住', en: 'The valve is stuck' } }] }
    const story = told([
      ['drill.started', drill, 0],
      ['activation.started', run([a, b]), 0],
      ['drill.injected', { ...drill, injects: drill.injects?.map((inject) => ({ ...inject, at: at(1) })) ?? [] }, 1],
      ['activation.step-given', run([{ ...a, holder: to }, { ...b, holder: to }]), 2],
    ])
    expect(lines(story)).toEqual([
      [0, 'started', null, null, false], [1, 'started', null, '三楼跑水', false], [2, 'injected', null, '阀门卡住', false], [3, 'step-given', 'a', '王', false], [3, 'step-given', 'b', '王', false],
    ])
  })

  it('is told of a plan and its drill only', () => {
    expect([{ name: 'activation.started' }, { name: 'drill.injected' }, { name: 'order.reported' }].map((fact) => isOfStory(fact as StoryFact))).toEqual([true, true, false])
  })

  it('goes out as a table in which nothing is carried out, by the clock of its community', () => {
    const story = told([['activation.started', run([open]), 0], ['activation.step-done', run([done({ note: '=HYPERLINK("x")' })]), 7.26]])
    const report = { activation: story.activation ?? run([]), drill: null, timeline: story.timeline, steps: story.steps, decisions: [], messages: [], checks: [], findings: [], result: null }
    expect(reportCsv(report, 'Asia/Shanghai', 'zh').split('\r\n')).toEqual([
      '\uFEFF时间,事件,步骤,何人,说明,超时', '2026-03-01 16:00:00,预案启动,,李,三楼跑水,', `2026-03-01 16:07:15,步骤完成,关阀,李,"'=HYPERLINK(""x"")",超时`, '',
      '步骤,第几次,处理人,开始（分钟）,接令（分钟）,完成（分钟）,用时（分钟）,时限（分钟）,超时,原因', `关阀,1,张,0,1,7.3,7.3,5,超时,"'=HYPERLINK(""x"")"`, '',
    ])
    expect(reportCsv(report, 'Asia/Shanghai', 'en')).toContain('Step done,Close the valve')
  })
})
