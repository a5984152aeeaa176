import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activations } from '#db/schema/activations.ts'
import { plans } from '#db/schema/plans.ts'
import { Activation, isUnderWay, type ActivationStep } from '#shared/activations.ts'
import type { CommandInput } from '#shared/commands.ts'
import { factNames } from '#shared/facts.ts'
import { isDrill } from '#shared/modes.ts'
import { kindOf, type Plan, type PlanStep } from '#shared/plans.ts'
import { Report } from '#shared/reports.ts'
import type { Language } from '#shared/text.ts'
import { enWords } from '#client/i18n/en-words.ts'
import { zhWords } from '#client/i18n/zh-words.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { noteCommands } from '#server/activations/note-commands.ts'
import { requestCommands } from '#server/activations/request-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { activationTimers } from '#server/activations/activation-timers.ts'
import { resultOf } from '#server/drills/result-rules.ts'
import { findingCommands } from '#server/findings/finding-commands.ts'
import type { Caller } from '#server/identity/caller.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { CommandHandlers } from '#server/live/handler.ts'
import { Refusal } from '#server/refusal.ts'
import { reportQueries } from '#server/reports/report-queries.ts'
import { eventWords } from '#server/reports/report-words.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'
import { publishedPlan } from './published-plan.ts'

const seed = Number(process.env.PLAN_SEED ?? Date.now() % 2 ** 31)
console.log(`reports: PLAN_SEED=${seed}`)

let on: Features
let clock = Date.now()
beforeAll(async () => {
  on = await openFeatures()
  on.parts.now = () => clock
})
afterAll(() => on?.close())

const queries = reportQueries(resultOf)
const reportOf = (id: string, language: Language = 'zh', caller: Caller = on.caller): Promise<Report> => queries.report(on.parts, { ...asking, id, params: {}, caller, language, now: clock })

const name = (zhName: string, enName: string) => ({ zh: zhName, en: enName })
const step = (key: string, after: string[], more: Partial<PlanStep> = {}): PlanStep => ({ key, post: 'security', name: name(`步骤 ${key}`, `Step ${key}`), instruction: { zh: '', en: '' }, minutes: 5, after, notify: null, ...more })
const notify = { to: name('住户', 'Residents'), text: name('请关好龙头', 'Close your taps') }
const steps = [
  step('look', []),
  step('ask', ['look'], { kind: 'decide', answers: [{ key: 'dry', name: name('已止水', 'Dry') }, { key: 'wet', name: name('仍漏水', 'Still wet') }, { key: 'again', name: name('看不清', 'Cannot say'), back: 'look' }] }),
  step('valve', ['ask'], { post: 'repair', when: { step: 'ask', answer: 'wet' }, needs: { note: true, photo: false, second: true } }),
  step('tell', ['ask'], { kind: 'notify', when: { step: 'ask', answer: 'wet' }, notify }),
  step('pump', ['tell'], { kind: 'request', request: { kind: 'tool', amount: 1 } }),
  step('settle', ['valve', 'pump'], { kind: 'wait', wait: { until: 'person' } }),
  step('close', ['ask', 'settle'], { minutes: null }),
]

async function put(): Promise<Plan> {
  const plan = publishedPlan({ scene: 'burst-pipe', name: name('爆管', 'Burst pipe'), purpose: name('止水', 'Stop the water'), targetMinutes: 20, steps, measures: [{ key: 'dry', name: name('止水', 'Dry'), minutes: 10, step: 'close' }] })
  await on.parts.journal.commit(systemCommand('test', 'plan', randomUUID(), { changes: [change(plans, plan, { name: 'plan.published', body: plan })], reply: null, community: null, mode: 'real' }))
  return plan
}

/** A plan being carried out, and what was asked of it that was done. */
class Life {
  run: Activation
  readonly answers: [string, string][] = []
  readonly texts: string[] = []
  readonly over: string[] = []
  lates = 0

  private constructor(run: Activation) {
    this.run = run
  }

  static async begun(drill: boolean): Promise<Life> {
    const request = { plan: (await put()).id, community: on.world.a.id, building: null, drill, reason: '三楼跑水', place: '', at: new Date(clock).toISOString() }
    return new Life(Activation.parse((await carryOut(on, activationCommands, 'activation.start', request)).body))
  }

  /** Whether it was done; what is refused is not told either. */
  async ask<N extends 'activation.complete-step' | 'activation.accept-step' | 'activation.decline-step' | 'activation.check-step' | 'activation.give-step' | 'activation.add-step' | 'activation.note' | 'activation.message' | 'activation.request' | 'activation.finish'>(
    handlers: CommandHandlers<N>, command: N, input: CommandInput<N>, caller = on.caller,
  ): Promise<boolean> {
    try {
      this.run = Activation.parse((await carryOut({ parts: on.parts, caller }, handlers, command, input, this.run.id)).body)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  open(pick: number): ActivationStep | undefined {
    const all = this.run.steps.filter(isUnderWay)
    return all[pick % Math.max(1, all.length)]
  }

  async done(one: ActivationStep, { note, answer, skip = false }: { note: string; answer?: string | undefined; skip?: boolean }): Promise<void> {
    const before = one.state
    if (!(await this.ask(stepCommands, 'activation.complete-step', { version: one.version ?? 1, step: one.key, note, skip, ...(answer && { answer }) }))) return
    if (before === 'open') this.over.push(one.key)
    if (note) this.texts.push(note)
    if (answer && !skip) this.answers.push([one.key, answer])
  }

  async late(one: ActivationStep): Promise<void> {
    if (!one.dueAt) return
    clock = Math.max(clock, Date.parse(one.dueAt) + 1_000)
    const timer = { key: `activation:${this.run.id}:${one.key}`, subject: this.run.id, dueAt: one.dueAt }
    const work = await activationTimers['activation.step'](on.parts, timer, clock)
    if (!work) return
    const answer = await on.parts.journal.commit(systemCommand('timers', 'activation.step', randomUUID(), work))
    if (answer.ok) this.lates++
    this.run = Activation.parse((work.reply as { body: unknown }).body)
  }
}

const doing = fc.record({ what: fc.constantFrom('done', 'done', 'done', 'skip', 'accept', 'decline', 'give', 'check', 'note', 'message', 'request', 'add', 'late'), pick: fc.nat(20), minutes: fc.integer({ min: 0, max: 7 }), text: fc.constantFrom('甲', '阀门卡住', '=SUM(1)', 'x') })
type Doing = typeof doing extends fc.Arbitrary<infer D> ? D : never

async function lived(life: Life, { what, pick, minutes, text }: Doing, at: number): Promise<void> {
  clock += minutes * 60_000 + 1_234
  const said = `${text} ${at}`
  const one = life.open(pick)
  const of = { version: one?.version ?? 1, step: one?.key ?? 'none' }
  const other: Caller = { ...on.caller, actor: { ...on.caller.actor, id: on.world.users.managerA, name: 'second' } }
  switch (what) {
    case 'done':
      return one ? life.done(one, { note: said, ...(kindOf(one) === 'decide' && { answer: one.answers?.[pick % 3]?.key }) }) : undefined
    case 'skip':
      return one ? life.done(one, { note: said, skip: true }) : undefined
    case 'accept':
      return void (await life.ask(stepCommands, 'activation.accept-step', of))
    case 'decline':
      if (await life.ask(stepCommands, 'activation.decline-step', { ...of, reason: said })) life.texts.push(said)
      return
    case 'give':
      if (await life.ask(stepCommands, 'activation.give-step', { ...of, person: on.world.a.staff[pick % on.world.a.staff.length]?.id ?? '', reason: said })) life.texts.push(said)
      return
    case 'check':
      return void (await life.ask(stepCommands, 'activation.check-step', { ...of, ok: pick % 2 === 0, note: said }, other))
    case 'note':
      if (await life.ask(noteCommands, 'activation.note', { text: said, ...(one && { step: one.key }) })) life.texts.push(said)
      return
    case 'message':
      return void (await life.ask(noteCommands, 'activation.message', { audience: 'residents', way: 'gateway', ...notify, reason: 'x', at: new Date(clock).toISOString() }))
    case 'request':
      return void (await life.ask(requestCommands, 'activation.request', { version: life.run.version, kind: 'tool', amount: 1 }))
    case 'add':
      return void (await life.ask(stepCommands, 'activation.add-step', { version: life.run.version, name: said, post: 'repair', minutes: 3 }))
    default:
      return one ? life.late(one) : undefined
  }
}

const tenths = (from: string | null | undefined, to: string | null | undefined): number | null => (from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 6_000) / 10 : null)

/** Compares what is told with the row, the facts and what was asked. */
async function expectTold(life: Life): Promise<Report> {
  const { run } = life
  const report = await reportOf(run.id)
  expect(Report.safeParse(report).error).toBeUndefined()
  expect(report.activation).toEqual(run)
  const facts = await on.parts.sql<{ seq: string; name: string }[]>`select seq, name from fact where entity_id in (${run.id}, ${isDrill(run.mode) ? run.mode : run.id}) order by seq`
  const seqs = report.timeline.map(({ seq }) => seq)
  expect([...new Set(seqs)]).toEqual(facts.map(({ seq }) => Number(seq)))
  expect(seqs).toEqual(seqs.toSorted((one, other) => one - other))
  for (const { seq, name: fact } of facts) expect(report.timeline.some((entry) => entry.seq === Number(seq) && (entry.name === fact || fact === 'activation.advanced')), fact).toBe(true)

  expect([...new Set(report.steps.map(({ key }) => key))]).toEqual(run.steps.map(({ key }) => key))
  for (const one of run.steps) {
    const last = report.steps.findLast(({ key }) => key === one.key)
    expect(last).toMatchObject({
      round: one.round ?? 1, opened: tenths(run.startedAt, one.openedAt), accepted: tenths(run.startedAt, one.acceptedAt), done: tenths(run.startedAt, one.doneAt), took: tenths(one.openedAt, one.doneAt), limit: one.minutes, late: one.late && one.minutes !== null,
    })
    if (one.late) expect(last?.why).toContain(one.note)
  }
  const named = (names: string[]): string[] => report.timeline.flatMap((entry) => (names.includes(entry.name) && entry.step ? [entry.step] : []))
  expect(named(['activation.step-done', 'activation.step-skipped'])).toEqual(life.over)
  expect(named(['activation.step-late'])).toHaveLength(life.lates)
  expect(report.decisions.map((one) => [one.step, steps.flatMap(({ answers }) => answers ?? []).find((answer) => answer.name.zh === one.answer.zh)?.key])).toEqual(life.answers)
  const words = report.timeline.map(({ text }) => text ?? '').join('\n')
  for (const text of life.texts) expect(words).toContain(text)
  const out = await on.parts.sql<{ id: string; state: string }[]>`select id, state from outlet where body ->> 'activation' = ${run.id}`
  expect(report.messages.map(({ id }) => id).toSorted()).toEqual(out.map(({ id }) => id).toSorted())
  return report
}

describe('a report', () => {
  it('says who declined a step, gave it on or skipped it, and why, also as a table', async () => {
    const life = await Life.begun(false)
    const [, second] = on.world.a.staff
    const look = () => life.run.steps.find(({ key }) => key === 'look') ?? expect.unreachable()
    const of = () => ({ version: look().version ?? 1, step: 'look' })
    expect(await life.ask(stepCommands, 'activation.give-step', { ...of(), person: second?.id ?? '', reason: '离得最近' })).toBe(true)
    expect(await life.ask(stepCommands, 'activation.decline-step', { ...of(), reason: '腿疼' }, { ...on.caller, actor: { ...on.caller.actor, name: 'Zhang' } })).toBe(true)
    await life.done(look(), { note: '住户已自己看过', skip: true })
    const { timeline } = await reportOf(life.run.id)
    const said = (fact: string) => timeline.filter(({ name: of }) => of === `activation.${fact}`).map(({ step, by, text }) => [step, by.name, text])
    expect(said('step-given')).toEqual([['look', on.caller.actor.name, expect.stringMatching(/ · 离得最近$/)]])
    expect(said('step-declined')).toEqual([['look', 'Zhang', expect.stringMatching(/腿疼$/)]])
    expect(said('step-skipped')).toEqual([['look', on.caller.actor.name, '住户已自己看过']])
    expect(life.run.notes?.map(({ by, text, step }) => [by, text, step])).toEqual([[on.caller.actor.name, '离得最近', 'look'], ['Zhang', '腿疼', 'look']])
    const csv = await queries.reportExport(on.parts, { ...asking, id: life.run.id, params: {}, caller: on.caller, language: 'en', now: clock, tell: () => {} })
    expect(csv.split('\r\n').filter((line) => line.includes('腿疼') && line.includes('Zhang'))).toHaveLength(1)
    await life.ask(activationCommands, 'activation.finish', { version: life.run.version })
  })

  it('tells all that happened, whatever happened: random lives, real and drilled', async () => {
    const met = new Set<string>()
    await fc.assert(fc.asyncProperty(fc.boolean(), fc.array(doing, { minLength: 5, maxLength: 40 }), async (drill, list) => {
      const life = await Life.begun(drill)
      for (const [at, one] of list.entries()) await lived(life, one, at)
      await life.ask(activationCommands, 'activation.finish', { version: life.run.version, note: '收队', stoodDown: ['阀门已复位'] })
      expect(life.run.state).toBe('finished')
      const { timeline } = await expectTold(life)
      for (const { name: fact } of timeline) met.add(fact)
      expect(timeline.findLast(({ name: fact }) => fact === 'activation.finished')?.text).toContain('阀门已复位')
    }), { seed, numRuns: 25 })
    console.log(`  told of: ${[...met].toSorted().join(', ')}`)
    expect(met.size).toBeGreaterThan(11)
  })

  it('of a drill holds what came of it, and the findings of both', async () => {
    const life = await Life.begun(true)
    for (const [key, answer] of [['look'], ['ask', 'dry'], ['close']] as const) {
      clock += 120_000
      const one = life.run.steps.find((other) => other.key === key)
      if (one) await life.done(one, { note: '', answer })
    }
    await life.ask(activationCommands, 'activation.finish', { version: life.run.version })
    const { mode, id, community } = life.run
    for (const about of [{ activation: id }, { drill: mode }]) await carryOut(on, findingCommands, 'finding.note', { community, text: '找阀门太久', ...about })
    const report = await expectTold(life)
    expect(report).toMatchObject({ drill: { id: mode, state: 'ended' }, result: { drill: mode } })
    expect(report.findings).toHaveLength(2)
    expect(report.steps.find(({ key }) => key === 'close')).toMatchObject({ opened: 4, done: 6, took: 2 })
    expect(report.steps.find(({ key }) => key === 'valve')).toMatchObject({ opened: null, done: null, who: null })
    expect(JSON.stringify(report)).not.toContain('codeHash')
    const told: unknown[] = []
    const csv = await queries.reportExport(on.parts, { ...asking, id, params: {}, caller: on.caller, language: 'en', now: clock, tell: (...said) => void told.push(said) })
    expect(told).toEqual([[community, { entries: report.timeline.length, steps: report.steps.length }]])
    expect(csv.split('\r\n').filter((line) => line.includes('Step close'))).toHaveLength(2)
  })

  it('is told from the row where its facts are gone', async () => {
    const life = await Life.begun(false)
    const copy = { ...life.run, id: randomUUID() }
    expect((await on.parts.journal.commit(systemCommand('test', 'test', randomUUID(), { changes: [change(activations, { ...copy, version: 1 })], reply: null, community: null, mode: 'real' }))).ok).toBe(true)
    const report = await reportOf(copy.id)
    expect(Report.safeParse(report).error).toBeUndefined()
    expect([report.timeline, report.steps.map(({ key }) => key)]).toEqual([[], steps.map(({ key }) => key)])
    await life.ask(activationCommands, 'activation.finish', { version: life.run.version })
  })

  it('is for those who lead there', async () => {
    const life = await Life.begun(true)
    await life.ask(activationCommands, 'activation.finish', { version: life.run.version })
    const as = (role: Caller['grants'][number]['role'], community: string): Caller => ({ ...on.caller, grants: [{ role, scope: { kind: 'community', id: community } }] })
    await expect(reportOf(life.run.id, 'zh', as('duty-manager', on.world.b.id))).rejects.toThrow('not-found')
    await expect(reportOf(life.run.id, 'zh', as('observer', on.world.a.id))).rejects.toThrow('not-allowed')
    await expect(reportOf(randomUUID())).rejects.toThrow('not-found')
    expect((await reportOf(life.run.id, 'zh', as('drill-lead', on.world.a.id))).activation.id).toBe(life.run.id)
  })

  it('says what happened in the words of the screens', () => {
    const words = (all: object, fact: string): unknown => fact.split('.').reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), all)
    const told = factNames.filter((fact) => /^(activation|drill)\./.test(fact))
    expect(Object.keys(eventWords).toSorted()).toEqual(told.toSorted())
    for (const fact of told) expect(eventWords[fact]).toEqual({ zh: words(zhWords.fact, fact), en: words(enWords.fact, fact) })
  })
})
