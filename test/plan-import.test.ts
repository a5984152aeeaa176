import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plans } from '#db/schema/plans.ts'
import { deviceActions, deviceKinds } from '#shared/devices.ts'
import { categories, priorities } from '#shared/orders.ts'
import { posts, skills } from '#shared/people.ts'
import { problemsOf } from '#shared/plan-rules.ts'
import { PlanContent, planFormat, scenes, stepKinds, type ImportPlan, type Plan, type PlanStep } from '#shared/plans.ts'
import { resourceKinds } from '#shared/resources.ts'
import type { Language } from '#shared/text.ts'
import type { Caller } from '#server/identity/caller.ts'
import { contentOf } from '#server/plans/edition-rules.ts'
import { planCommands } from '#server/plans/plan-commands.ts'
import { planQueries } from '#server/plans/plan-queries.ts'
import { told } from '#server/problem.ts'
import { Refusal } from '#server/refusal.ts'
import type { z } from 'zod'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

const seed = Number(process.env.PLAN_SEED ?? Date.now() % 2 ** 31)
console.log(`plan files: PLAN_SEED=${seed}`)

let on: Features
let caller: Caller
beforeAll(async () => {
  on = await openFeatures()
  caller = { ...on.caller, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }
})
afterAll(() => on?.close())

type Input = z.input<typeof ImportPlan>
const taken = async (input: Input): Promise<{ drafts: Plan[]; left: string[] }> => {
  const { body } = await carryOut({ parts: on.parts, caller }, planCommands, 'plan.import', input)
  const drafts = await Promise.all((body.drafts as string[]).map(async (id) => (await on.parts.db.select().from(plans).where(eq(plans.id, id)))[0]))
  return { drafts: drafts.filter((plan) => plan !== undefined), left: body.left as string[] }
}
const count = async (): Promise<number> => (await on.parts.db.select({ id: plans.id }).from(plans)).length
/** What a reader of this language is told. */
async function faultsOf(input: Input, language: Language = 'zh'): Promise<[string, string][]> {
  const before = await count()
  const error: unknown = await planCommands['plan.import'](on.parts, { id: randomUUID(), request: { people: '', assets: '', ...input } as never, caller, now: Date.now(), language }).then(() => null, (raised: unknown) => raised)
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`)
  expect([error.fault, await count()]).toEqual(['invalid', before])
  return told(error.errors, language).map(({ field, message }) => [field, message])
}

const words = { zh: '关阀', en: 'Close the valve' }
const step = (key: string, after: string[] = [], more: object = {}) => ({ key, post: 'repair', name: words, instruction: { zh: '', en: '' }, minutes: 5, after, notify: null, ...more })
const content = (more: object = {}) => ({
  scene: 'burst-pipe', name: words, purpose: words, triggers: [], targetMinutes: 60, steps: [step('valve')], resources: [], measures: [], standDown: [], acceptMinutes: 2, secondPerson: false, ...more,
})
const file = (...list: object[]): Extract<Input, { format: 'watchfloor' }> => ({ format: 'watchfloor', text: JSON.stringify({ format: planFormat, plans: list }) })

const text = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('阀', 'a', '=', '"', ',', ' ', '\\', '{', '<', '0', '😀', '\n') }).map((said) => said.trim() || 'x')
const said = fc.record({ zh: text, en: text })
const key = fc.stringMatching(/^[a-z0-9]{1,8}$/)
const or = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 1 })
const anyStep: fc.Arbitrary<PlanStep> = fc.record({
  key, kind: or(fc.constantFrom(...stepKinds)), post: fc.constantFrom(...posts), skill: or(fc.constantFrom(...skills)), orElse: or(fc.uniqueArray(fc.constantFrom(...posts))), name: said,
  instruction: fc.record({ zh: text, en: text }), minutes: or(fc.integer({ min: 1, max: 900 })), after: fc.uniqueArray(key, { maxLength: 3 }), when: or(fc.record({ step: key, answer: key })),
  notify: or(fc.record({ to: said, text: said, audience: or(fc.constantFrom('residents' as const, 'staff' as const)), way: or(fc.constantFrom('gateway' as const, 'cap' as const)) })),
  answers: or(fc.array(fc.record({ key, name: said, back: or(key) }), { minLength: 2, maxLength: 4 })),
  wait: or(fc.oneof(fc.record({ until: fc.constant('time' as const), minutes: fc.integer({ min: 1, max: 60 }) }), fc.record({ until: fc.constant('person' as const) }),
    fc.record({ until: fc.constant('value' as const), device: fc.constantFrom(...deviceKinds), key, when: fc.constantFrom('above' as const, 'below' as const), limit: fc.integer() }))),
  order: or(fc.record({ category: fc.constantFrom(...categories), priority: fc.constantFrom(...priorities), title: said })),
  instruct: or(fc.record({ device: fc.constantFrom(...deviceKinds), action: fc.constantFrom(...deviceActions) })),
  rollCall: or(fc.uniqueArray(fc.constantFrom(...posts))), request: or(fc.record({ kind: fc.constantFrom(...resourceKinds), amount: fc.integer({ min: 1, max: 99 }) })),
  needs: or(fc.record({ note: fc.boolean(), photo: fc.boolean(), second: fc.boolean() })), must: or(fc.boolean()),
}, { requiredKeys: ['key', 'post', 'name', 'instruction', 'minutes', 'after', 'notify'] }) as fc.Arbitrary<PlanStep>
const anyContent = fc.record({
  scene: fc.constantFrom(...scenes), name: said, purpose: said, targetMinutes: or(fc.integer({ min: 1, max: 900 })), steps: fc.array(anyStep, { minLength: 1, maxLength: 6 }),
  triggers: fc.array(fc.oneof(fc.record({ on: fc.constant('alarm' as const), kinds: fc.constant(['water.leak']), count: or(fc.integer({ min: 1, max: 9 })) }), fc.record({ on: fc.constant('words' as const), words: fc.constant(['漏水', 'leak']) })), { maxLength: 2 }),
  resources: fc.array(fc.record({ kind: fc.constantFrom(...resourceKinds), amount: fc.integer({ min: 1, max: 99 }), name: or(said) }), { maxLength: 3 }),
  measures: fc.array(fc.record({ key, name: said, minutes: or(fc.integer({ min: 1, max: 90 })), step: or(key) }), { maxLength: 2 }), standDown: fc.array(said, { maxLength: 2 }),
  acceptMinutes: fc.integer({ min: 1, max: 30 }), secondPerson: fc.boolean(),
})

describe('a plan file', () => {
  it('comes back as it left, whatever the plan says', async () => {
    await fc.assert(fc.asyncProperty(anyContent, async (some) => {
      const { drafts: [first] } = await taken(file(some))
      const out = await planQueries.planExport(on.parts, { ...asking, id: first?.id ?? '', params: {}, caller, now: Date.now() })
      const { drafts: [second] } = await taken({ format: 'watchfloor', text: `\uFEFF${out}` })
      if (!first || !second) throw new Error('nothing came in')
      expect(second).toMatchObject({ state: 'draft', edition: 1, series: second.id, publishedAt: null })
      expect(contentOf(second)).toEqual(contentOf(first))
      expect(contentOf(first)).toEqual(PlanContent.parse(some))
    }), { seed, numRuns: 25 })
  })

  it('makes a draft of each plan, or the next edition of one', async () => {
    const { drafts } = await taken(file(content(), content({ scene: 'snow' })))
    expect(drafts.map(({ scene, edition, state }) => [scene, edition, state])).toEqual([['burst-pipe', 1, 'draft'], ['snow', 1, 'draft']])
    const { series } = on.world.plan
    expect(await faultsOf({ ...file(content(), content()), series })).toEqual([['text', '作为新版本导入时，文件中只能有一个预案']])
    expect(await faultsOf({ ...file(content()), series: randomUUID() })).toEqual([['series', '没有这个预案']])
    const next = await taken({ ...file(content()), series })
    expect(next.drafts).toMatchObject([{ series, edition: 2, state: 'draft' }])
    await expect(taken({ ...file(content()), series })).rejects.toThrow('illegal-move')
  })

  it('that is wrong anywhere does nothing, and says where in words', async () => {
    const bad = content({ steps: [step('valve'), step('dry', ['valve'], { minutes: -1, colour: 'red' })] })
    expect(await faultsOf(file(content(), bad))).toEqual([['plans[1].steps[1].minutes', expect.stringMatching(/^第 2 个预案第 2 步：/)], ['plans[1].steps[1].colour', '第 2 个预案第 2 步：未知的字段']])
    expect(await faultsOf(file(content({ name: { zh: '', en: 'x' } })), 'en')).toEqual([['plans[0].name.zh', 'Plan 1: Must not be empty']])
    expect(await faultsOf({ format: 'watchfloor', text: '{"format":"watchfloor-plan/1","plans":[' })).toEqual([['text', expect.stringContaining('JSON')]])
    for (const wrong of ['null', '[]', '1e999', '"x"', '{"format":"watchfloor-plan/2","plans":[]}', `{"__proto__":{"a":1},"format":"${planFormat}","plans":[]}`, '['.repeat(100_000) + ']'.repeat(100_000), `{"format":"${planFormat}","plans":${'[{"steps":'.repeat(20_000)}1${'}]'.repeat(20_000)}}`]) {
      expect((await faultsOf({ format: 'watchfloor', text: wrong })).length, wrong.slice(0, 40)).toBeGreaterThan(0)
    }
  })

  it('that puts in a plan which is not here is refused at that step', async () => {
    const block = randomUUID()
    expect(await faultsOf(file(content({ steps: [step('valve'), step('in', [], { kind: 'block', block })] })), 'en')).toEqual([['plans[0].steps[1].block', expect.stringMatching(/^Plan 1, step 2: The plan that it puts in is not here/)]])
    const known = await taken(file(content({ steps: [step('in', [], { kind: 'block', block: on.world.plan.series })] })))
    expect(known.drafts).toHaveLength(1)
  })

  it('changed in any byte is a draft that can be read, or a refusal', async () => {
    const whole = JSON.stringify({ format: planFormat, plans: [content()] })
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.constantFrom('', '"', '{', '0', '-', 'x', '\u0000', '\ud800', '阀', ']'), async (at, piece) => {
      const spoiled = whole.slice(0, at) + piece + whole.slice(at + 1)
      const read = await planCommands['plan.import'](on.parts, { id: randomUUID(), request: { format: 'watchfloor', text: spoiled }, caller, now: Date.now() }).then((work) => work.changes.length, (error: unknown) => error)
      if (read !== 1) expect(read).toMatchObject({ fault: 'invalid' })
    }), { seed, numRuns: 300 })
  })
})

const sample = {
  scenarios: 'Scenario,Incident Type,Comments\nHigh rise building,Fire,\nFlood,Flash Flood,River rises\nNothing to do,Fire,\n',
  tasks: 'Scenario,Parent,Priority,Task,Comments\nFlood,Count people,High,Drive them out,\nFlood,,Urgent,Count people,Every floor\nFlood,,Low,Clean the ramp,\nHigh rise building,,Urgent,Evacuate people,\nHigh rise building,Evacuate people,High,Knock on all doors,\nHigh rise building,,Low,Knock on all doors,\n',
  people: 'Scenario,Job Title,Comments\nHigh rise building,Evacuation Team,>= 6 persons\nHigh rise building,Fire Marshall\n',
  assets: 'Scenario,Item,Comments\nFlood,Life jacket,> 12 pieces\nFlood,Safety line,rope (multiple)\n',
}
const eden = (more: Partial<typeof sample> = {}): Input => ({ format: 'eden', scene: 'fire', ...sample, ...more })

describe('scenarios of Sahana Eden', () => {
  it('become drafts: tasks below others come after them, assets are tools', async () => {
    const { drafts: [high, flood, ...others], left } = await taken(eden())
    expect([others, left]).toEqual([[], ['Nothing to do']])
    expect(high).toMatchObject({ scene: 'fire', state: 'draft', name: { zh: 'High rise building', en: 'High rise building' }, purpose: { en: 'Fire' }, resources: [] })
    expect(high?.steps.map(({ key, post, after }) => [key, post, after])).toEqual([['evacuate-people', 'security', []], ['knock-on-all-doors', 'duty-manager', ['evacuate-people']], ['knock-on-all-doors-2', 'duty-manager', []]])
    expect(high?.steps[0]?.instruction.en).toBe('People: Evacuation Team × >= 6 persons; Fire Marshall')
    expect(flood?.steps.map(({ key, post, after }) => [key, post, after])).toEqual([['drive-them-out', 'duty-manager', ['count-people']], ['count-people', 'duty-manager', []], ['clean-the-ramp', 'cleaning', []]])
    expect(flood).toMatchObject({ purpose: { en: 'River rises' }, resources: [{ kind: 'tool', amount: 12, name: { en: 'Life jacket' } }, { kind: 'tool', amount: 1, name: { en: 'Safety line' } }] })
    expect(flood?.steps[1]?.instruction.zh).toBe('Every floor')
    for (const plan of [high, flood]) {
      const problems = plan ? problemsOf(contentOf(plan)) : []
      expect(problems.filter(({ weight }) => weight === 'error')).toEqual([])
      expect(problems.filter(({ problem, about }) => problem === 'untranslated' && about === 'name').length).toBeGreaterThan(1)
    }
  })

  it('that do not hang together are refused by line', async () => {
    expect(await faultsOf(eden({ tasks: `${sample.tasks}Flood,No such,Low,Wait,\nTsunami,,Low,Run,\n` }), 'en')).toEqual([['tasks', 'Line 9: there is no scenario “Tsunami”'], ['tasks', 'Line 8: this scenario has no parent task “No such”']])
    expect(await faultsOf(eden({ scenarios: `${sample.scenarios}Flood,Fire,\n` }), 'en')).toEqual([['scenarios', 'Line 5: “Flood” is there twice']])
    expect(await faultsOf(eden({ tasks: 'Scenario,What\nFlood,x\n' }), 'en')).toEqual([['tasks', 'The headings lack: task']])
    expect(await faultsOf(eden({ tasks: `${sample.tasks}Flood,,Low,"open,\n` }), 'zh')).toEqual([['tasks', expect.stringMatching(/^第 8 行：/)]])
    expect(await faultsOf(eden({ tasks: 'Scenario,Task\n', people: '', assets: '' }), 'en')).toEqual([['tasks', 'No scenario has a task']])
    expect(await faultsOf(eden({ scenarios: '' }), 'en')).toEqual([['scenarios', 'There is nothing in it']])
    const many = Array.from({ length: 121 }, (_, at) => `Flood,,Low,Task ${at},`).join('\n')
    expect(await faultsOf(eden({ tasks: `Scenario,Parent,Priority,Task,Comments\n${many}\n`, people: '', assets: '' }), 'en')).toEqual([['tasks', '“Flood” has more than 120 tasks']])
    const each = Array.from({ length: 61 }, (_, at) => [`S${at}`, `S${at},Go`])
    expect(await faultsOf(eden({ scenarios: `Scenario\n${each.map(([name]) => name).join('\n')}\n`, tasks: `Scenario,Task\n${each.map(([, task]) => task).join('\n')}\n`, people: '', assets: '' }), 'en')).toEqual([['scenarios', '60 scenarios with tasks at most']])
  })

  it('whose tasks wait for each other come in, and are told of before they are published', async () => {
    const { drafts: [plan] } = await taken(eden({ tasks: 'Scenario,Parent,Task\nFlood,B,A\nFlood,A,B\n', people: '', assets: '' }))
    expect(plan && problemsOf(contentOf(plan)).map(({ problem }) => problem)).toContain('loop')
  })

  const folder = join(import.meta.dirname, '../../shared/data/plans/eden-safire/SAFIRE')
  const there = existsSync(folder)
  if (!there) console.log('  scenarios of Sahana Eden: skipped, ../shared/data/plans/eden-safire is not here')
  it.runIf(there).each(['Demo', 'BT/Demo'])('as published: %s', async (name) => {
    const read = (table: string): string => readFileSync(join(folder, name, `${table}.csv`), 'utf8')
    const input = { scenarios: read('scenario'), tasks: read('scenario_task'), people: read('scenario_human_resource'), assets: read('scenario_asset') }
    const { drafts, left } = await taken(eden(input))
    const lines = (table: string): number => table.trim().split('\n').length - 1
    expect(drafts.length + left.length).toBe(lines(input.scenarios))
    expect(drafts.flatMap(({ steps }) => steps)).toHaveLength(lines(input.tasks))
    expect(drafts.flatMap((plan) => problemsOf(contentOf(plan)).filter(({ weight }) => weight === 'error'))).toEqual([])
    const own = new Set(drafts.flatMap(({ steps }) => steps.map(({ post }) => post)))
    expect(own.size).toBeGreaterThan(1)
    console.log(`  ${name}: ${drafts.length} plans, ${lines(input.tasks)} steps, without tasks: ${left.join(', ') || 'none'}`)
  })
})
