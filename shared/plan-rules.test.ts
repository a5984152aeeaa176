import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUntranslated, problemsOf, stepsFrom, type PlanWorld } from './plan-rules.ts'
import { kindOf, PlanContent, stepKinds, type PlanProblem, type PlanStep } from './plans.ts'

const seed = Number(process.env.PLAN_SEED ?? Date.now() % 2 ** 31)
console.log(`plans: PLAN_SEED=${seed}`)

const words = { zh: '关阀', en: 'Close the valve' }
const step = (key: string, after: string[] = [], more: Partial<PlanStep> = {}): PlanStep => ({ key, post: 'repair', name: words, instruction: { zh: '', en: '' }, minutes: 5, after, notify: null, ...more })
const plan = (steps: PlanStep[], more: Partial<PlanContent> = {}): PlanContent => ({
  scene: 'burst-pipe', name: words, purpose: words, triggers: [], targetMinutes: null, steps, resources: [], measures: [], standDown: [], acceptMinutes: 2, secondPerson: false, ...more,
})
const found = (content: PlanContent, world: PlanWorld | null = null) => problemsOf(content, world).map(({ problem, step: at, about }) => [problem, at, about])
const errors = (content: PlanContent): PlanProblem[] => problemsOf(content).filter(({ weight }) => weight === 'error')

/** A piece of a plan with one way in and out of it, as people draw them. */
type Piece = { is: 'one' } | { is: 'row' | 'beside'; of: Piece[] } | { is: 'choice'; of: Piece[]; back: boolean }
const { piece } = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Piece>({ is: 'one' }),
    fc.record({ is: fc.constantFrom('row' as const, 'beside' as const), of: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ is: fc.constant('choice' as const), of: fc.array(tie('piece'), { minLength: 2, maxLength: 3 }), back: fc.boolean() }),
  ),
}))

/** Draws a piece below `after`; the first steps of it wait for `when`. Gives the keys with which it ends. */
function drawn(one: Piece, steps: PlanStep[], after: string[], when: PlanStep['when'] = null): string[] {
  const put = (more: Partial<PlanStep> = {}): string => {
    const key = `s${steps.length}`
    steps.push(step(key, after, { ...(when && { when }), ...more }))
    return key
  }
  switch (one.is) {
    case 'one':
      return [put()]
    case 'row':
      return one.of.reduce<string[]>((ends, inner, at) => drawn(inner, steps, ends, at === 0 ? when : null), after)
    case 'beside':
      return one.of.flatMap((inner) => drawn(inner, steps, after, when))
    case 'choice': {
      const answers = one.of.map((_inner, at) => ({ key: `a${at}`, name: words }))
      const back = one.back && after[0] ? [{ key: 'again', name: words, back: after[0] }] : []
      const decision = put({ kind: 'decide', answers: [...answers, ...back] })
      return one.of.flatMap((inner, at) => drawn(inner, steps, [decision], { step: decision, answer: `a${at}` }))
    }
  }
}

const honest = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => {
  const steps: PlanStep[] = []
  drawn({ is: 'row', of: [{ is: 'one' }, ...pieces, { is: 'one' }] }, steps, [])
  return plan(steps)
}).filter(({ steps }) => steps.length <= 60)

/** Anything: names that are there and that are not, in any direction. */
const anything = fc.integer({ min: 1, max: 7 }).chain((count) => {
  const key = fc.constantFrom(...Array.from({ length: count }, (_, at) => `s${at}`), ...(count > 5 ? ['nowhere'] : []))
  const answers = fc.array(fc.record({ back: fc.option(key, { freq: 4 }) }), { minLength: 2, maxLength: 3 }).map((list) => list.map(({ back }, at) => ({ key: `a${at}`, name: words, back })))
  const some = fc.record({
    after: fc.uniqueArray(key, { maxLength: 2 }), decides: fc.boolean(), answers, when: fc.option(fc.record({ step: key, answer: fc.constantFrom('a0', 'a1', 'a2') }), { freq: 2 }),
  })
  return fc.array(some, { minLength: count, maxLength: count }).map((list) =>
    plan(list.map(({ after, decides, answers: said, when }, at) => step(`s${at}`, after.filter((one) => one === 'nowhere' || Number(one.slice(1)) < at || said.length === 3), { ...(decides && { kind: 'decide' as const, answers: said }), when }))))
})

type Run = { stuck: boolean; opened: Set<string> }
/** Carries a plan out, taking answers by turns from `choices`; leads back a few times only. What names nothing holds everything up. */
function carriedOut({ steps }: PlanContent, choices: readonly number[]): Run {
  const byKey = new Map(steps.map((one) => [one.key, one]))
  const state = new Map<string, 'waiting' | 'open' | 'done' | 'passed'>(steps.map(({ key }) => [key, 'waiting']))
  const answers = new Map<string, string>()
  const opened = new Set<string>()
  const isOver = (key: string): boolean => state.get(key) === 'done' || state.get(key) === 'passed'
  const settle = (): void => {
    for (let moved = true; moved; ) {
      moved = false
      for (const { key, after, when } of steps) {
        if (state.get(key) !== 'waiting' || !after.every(isOver) || (when && !isOver(when.step))) continue
        const leads = (after.length === 0 || after.some((one) => state.get(one) === 'done')) && (!when || answers.get(when.step) === when.answer)
        state.set(key, leads ? 'open' : 'passed')
        if (leads) opened.add(key)
        moved = true
      }
    }
  }
  let backs = 0
  for (let turn = 0; turn < 400; turn++) {
    settle()
    const open = steps.filter(({ key }) => state.get(key) === 'open')
    const choice = choices[turn % choices.length] ?? 0
    const next = open[choice % open.length]
    if (!next) break
    state.set(next.key, 'done')
    if (kindOf(next) !== 'decide') continue
    const able = (next.answers ?? []).filter(({ back }) => back == null || backs < 3)
    const answer = able[choice % able.length]
    if (answer) answers.set(next.key, answer.key)
    if (answer?.back == null || !byKey.has(answer.back)) continue
    backs++
    for (const key of stepsFrom(steps, answer.back)) {
      state.set(key, 'waiting')
      answers.delete(key)
    }
  }
  return { stuck: [...state.values()].some((one) => one === 'waiting' || one === 'open'), opened }
}
const choices = fc.array(fc.nat(11), { minLength: 5, maxLength: 40 })

describe('a plan that is drawn as people draw them', () => {
  it('is not accused of anything, and comes to its end with any answers', () => {
    fc.assert(fc.property(honest, choices, (content, said) => {
      expect(PlanContent.safeParse(content).success).toBe(true)
      expect(problemsOf(content)).toEqual([])
      expect(carriedOut(content, said).stuck).toBe(false)
    }), { seed, numRuns: 500 })
  })

  it('begins anew what follows, and nothing beside it', () => {
    const steps = [step('a'), step('b', ['a']), step('c', ['a']), step('d', ['b', 'c'])]
    expect([...stepsFrom(steps, 'b')]).toEqual(['b', 'd'])
    expect([...stepsFrom(steps, 'a')]).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('any plan', () => {
  it('without errors never gets stuck; one that does has been told why', () => {
    let sound = 0
    let stuck = 0
    fc.assert(fc.property(anything, choices, (content, said) => {
      const run = carriedOut(content, said)
      if (errors(content).length === 0) {
        sound++
        expect(run.stuck).toBe(false)
      }
      if (run.stuck) stuck++
    }), { seed, numRuns: 4_000 })
    // The control: both kinds are among them.
    expect(Math.min(sound, stuck)).toBeGreaterThan(100)
  })

  it('has no step called unreachable that any answers lead to', () => {
    let accused = 0
    fc.assert(fc.property(anything, fc.array(choices, { minLength: 10, maxLength: 10 }), (content, many) => {
      const never = errors(content).flatMap(({ problem, step: at }) => (problem === 'unreachable' && at ? [at] : []))
      accused += never.length
      const reached = new Set(many.flatMap((said) => [...carriedOut(content, said).opened]))
      expect(never.filter((key) => reached.has(key))).toEqual([])
    }), { seed, numRuns: 2_000 })
    expect(accused).toBeGreaterThan(100)
  })
})

const choice = step('ask', ['first'], { kind: 'decide', answers: [{ key: 'yes', name: words }, { key: 'no', name: words, back: 'first' }] })
const sound = plan([step('first'), choice, step('last', ['ask'], { when: { step: 'ask', answer: 'yes' } })], { measures: [{ key: 'dry', name: words, step: 'last' }] })
const broken = (at: number, more: Partial<PlanStep>): PlanContent => ({ ...sound, steps: sound.steps.map((one, index) => (index === at ? { ...one, ...more } : one)) })
const only = choice.answers?.[1]
const needed = stepKinds.filter((kind) => !['do', 'roll-call'].includes(kind))

const breaks: [string, PlanContent, unknown[]][] = [
  ['two steps of one key', { ...sound, steps: [...sound.steps, step('first')] }, ['doubled-key', 'first', null]],
  ['two answers of one key', broken(1, { answers: [{ key: 'yes', name: words }, { key: 'yes', name: words }] }), ['doubled-key', 'ask', 'yes']],
  ['two measures of one key', { ...sound, measures: [...sound.measures, ...sound.measures] }, ['doubled-key', null, 'dry']],
  ['a step after one that is not there', broken(2, { after: ['gone'] }), ['unknown-step', 'last', 'gone']],
  ['a condition on one that is not there', broken(2, { when: { step: 'gone', answer: 'yes' } }), ['unknown-step', 'last', 'gone']],
  ['a way back to one that is not there', broken(1, { answers: [{ key: 'yes', name: words }, { key: 'no', name: words, back: 'gone' }] }), ['unknown-step', 'ask', 'gone']],
  ['a measure of a step that is not there', { ...sound, measures: [{ key: 'dry', name: words, step: 'gone' }] }, ['unknown-step', null, 'dry']],
  ['no beginning', broken(0, { after: ['last'] }), ['no-start', null, null]],
  ['steps that wait for each other', broken(0, { after: ['last'] }), ['loop', 'first', 'first,ask,last']],
  ['a step that waits for itself', { ...sound, steps: [...sound.steps, step('self', ['self'])] }, ['loop', 'self', 'self']],
  ['a step behind a circle', { ...sound, steps: [...sound.steps, step('self', ['self']), step('behind', ['self'])] }, ['unreachable', 'behind', null]],
  ['a step for two answers at once', { ...sound, steps: [step('first'), { ...choice, answers: [{ key: 'yes', name: words }, { key: 'no', name: words }] }, step('last', ['ask'], { when: { step: 'ask', answer: 'yes' } }), step('never', ['last'], { when: { step: 'ask', answer: 'no' } })] }, ['unreachable', 'never', null]],
  ['a step for an answer that leads back', broken(2, { when: { step: 'ask', answer: 'no' } }), ['unreachable', 'last', null]],
  ['a condition on what comes later', broken(0, { when: { step: 'ask', answer: 'yes' } }), ['not-before', 'first', 'ask']],
  ['a way back to what comes later', broken(1, { answers: [{ key: 'yes', name: words }, { key: 'no', name: words, back: 'last' }] }), ['not-before', 'ask', 'last']],
  ['a way back to itself', broken(1, { answers: [{ key: 'yes', name: words }, { key: 'no', name: words, back: 'ask' }] }), ['not-before', 'ask', 'ask']],
  ['answers that all lead back', broken(1, { answers: only ? [only, { ...only, key: 'never' }] : [] }), ['no-way-out', 'ask', null]],
  ['a condition on a step that decides nothing', broken(2, { when: { step: 'first', answer: 'yes' } }), ['unanswered', 'last', 'first']],
  ['a condition on an answer that is not there', broken(2, { when: { step: 'ask', answer: 'maybe' } }), ['unknown-answer', 'last', 'maybe']],
  ...needed.map((kind): [string, PlanContent, unknown[]] => [`a step of kind ${kind} without what makes it one`, plan([step('a', [], { kind })]), ['missing', 'a', kind === 'decide' ? 'answers' : kind]]),
]

describe('what is broken', () => {
  it('is not there before', () => expect(problemsOf(sound)).toEqual([]))

  it.each(breaks)('is found: %s', (_what, content, problem) => {
    expect(found(content)).toContainEqual(problem)
    expect(errors(content).length).toBeGreaterThan(0)
  })

  it('as a warning only: no limit, one language only', () => {
    expect(found(broken(0, { minutes: null }))).toEqual([['no-limit', 'first', null]])
    const said = broken(0, { name: { zh: '关阀', en: '关阀' }, notify: { to: words, text: { zh: 'Stay inside', en: 'Stay inside' } }, instruction: { zh: '到场', en: '' } })
    expect(found(said)).toEqual([['untranslated', 'first', 'name'], ['untranslated', 'first', 'instruction'], ['untranslated', 'first', 'notify']])
    expect(errors(said)).toEqual([])
    expect(found({ ...sound, standDown: [{ zh: '已恢复', en: '已恢复' }] })).toEqual([['untranslated', null, 'standDown']])
  })

  it('names and empty texts are no lack of words', () => {
    expect([{ zh: 'AED', en: 'AED' }, { zh: '119', en: '119' }, { zh: '', en: '' }, words].map(isUntranslated)).toEqual([false, false, false, false])
    expect([{ zh: '水', en: '水' }, { zh: 'water', en: 'water' }, { zh: '', en: 'water' }, { zh: 'water', en: '水' }].map(isUntranslated)).toEqual([true, true, true, true])
  })
})

describe('held against the world', () => {
  const series = '3f2b8c1a-9d4e-4f60-8a7b-5c6d7e8f9a0b'
  const world: PlanWorld = { onDuty: [['repair', 'security'], ['security']], resources: ['tool'], devices: ['lift'], blocks: new Map([[series, { holdsBlocks: false }]]), isBlock: false }
  const block = plan([step('in', [], { kind: 'block', block: series })])

  it('finds posts that nobody holds at some time, unless somebody stands in or the system does it', () => {
    expect(found(plan([step('a')]), world)).toEqual([['unheld-post', 'a', 'repair']])
    expect(found(plan([step('a', [], { orElse: ['cleaning', 'security'] })]), world)).toEqual([])
    expect(found(plan([step('a', [], { orElse: ['cleaning'] })]), world)).toEqual([['unheld-post', 'a', 'repair,cleaning']])
    expect(found(plan([step('a', [], { kind: 'notify', notify: { to: words, text: words } })]), world)).toEqual([])
    expect(found(plan([step('a', [], { kind: 'wait', wait: { until: 'person' } })]), world)).toEqual([['unheld-post', 'a', 'repair']])
  })

  it('finds resources and devices that there are none of', () => {
    const here = { post: 'security' as const }
    expect(found(plan([step('a', [], { ...here, kind: 'request', request: { kind: 'hospital', amount: 1 } })], { resources: [{ kind: 'tool', amount: 2 }, { kind: 'key', amount: 1 }] }), world)).toEqual([['no-resource', null, 'key'], ['no-resource', null, 'hospital']])
    expect(found(plan([step('a', [], { ...here, kind: 'instruct', instruct: { device: 'pump', action: 'stop' } })]), world)).toEqual([['no-device', 'a', 'pump']])
    expect(found(plan([step('a', [], { ...here, kind: 'wait', wait: { until: 'value', device: 'gas', key: 'level', when: 'below', limit: 1 } })]), world)).toEqual([['no-device', 'a', 'gas']])
    expect(found(plan([step('a', [], { ...here, kind: 'instruct', instruct: { device: 'lift', action: 'stop' } })]), world)).toEqual([])
  })

  it('finds plans that cannot be put in', () => {
    expect(found(block, world)).toEqual([])
    expect(found(block, { ...world, blocks: new Map() })).toEqual([['unknown-block', 'in', series]])
    expect(found(block, { ...world, blocks: new Map([[series, { holdsBlocks: true }]]) })).toEqual([['block-in-block', 'in', series]])
    expect(found(block, { ...world, isBlock: true })).toEqual([['block-in-block', 'in', series]])
    expect(problemsOf(block, { ...world, blocks: new Map() })[0]?.weight).toBe('error')
  })
})
