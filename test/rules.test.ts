import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandInput } from '#shared/commands.ts'
import type { Fact } from '#shared/facts.ts'
import type { RuleTest, ValueRule } from '#shared/rules.ts'
import { sayAlarms } from '#server/alarms/alarm-said.ts'
import { openParts } from '#server/installation.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { Unanswered } from '#server/journal/journal.ts'
import type { AlarmSaid, SayAlarms, TakeReadings } from '#server/live/handler.ts'
import type { Parts } from '#server/parts.ts'
import { readingsTaking } from '#server/readings/take-readings.ts'
import { ruleCommands } from '#server/rules/rule-commands.ts'
import { RuleJudging } from '#server/rules/rule-judging.ts'
import { ruleQueries } from '#server/rules/rule-queries.ts'
import { RuleWatch } from '#server/rules/rule-watch.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

const seed = Number(process.env.RULES_SEED ?? Date.now() % 1e9)
const by = { kind: 'system', id: 'test', name: 'test' } as const
const hour = 3_600_000

let on: Features
/** The time that it is, for all of a process. */
let clock = Date.now() - 2 * hour

/** A process that judges: its own memory and connections, the same database. */
type Process = { parts: Parts; watch: RuleWatch; take: TakeReadings; close(): Promise<void> }
/** What the alarms were told, each once: what they make of it, such as chattering, is theirs. */
const told = new Map<string, AlarmSaid>()
const telling: SayAlarms = async (parts, said, actor) => {
  const answers = await sayAlarms(parts, said, actor)
  said.forEach((one, at) => answers[at]?.ok && told.set(one.id, one))
  return answers
}
function open(say: SayAlarms = telling): Process {
  const { parts: own, close } = openParts(on.url, 'test-rules', pino({ level: 'silent' }))
  const parts = { ...own, now: () => clock }
  const judging = new RuleJudging(parts, say)
  return { parts, watch: new RuleWatch(parts, judging), take: readingsTaking((_parts, kept) => judging.judge(kept)), close }
}

let here: Process
beforeAll(async () => {
  console.log(`rules: RULES_SEED=${seed}`)
  on = await openFeatures()
  on.caller = { ...on.caller, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }
  here = open()
})
afterAll(async () => {
  await here?.close()
  await on?.close()
})

const byText = (a: string, b: string): number => a.localeCompare(b)
let made = 0
type About = Partial<CommandInput<'rule.set'>>
/** A rule about a key and an alarm of its own, switched on, so that tests do not meet. */
async function rule(test: RuleTest, more: About = {}): Promise<ValueRule> {
  const about = { name: { zh: '规则', en: 'Rule' }, community: null, deviceKind: 'lift' as const, device: null, key: `key-${++made}`, test, alarm: `test.rule-${made}`, severity: 'minor' as const, ...more }
  const { body } = await carryOut(on, ruleCommands, 'rule.set', about)
  return switched(body as ValueRule, true)
}
async function switched(rule: ValueRule, enabled: boolean): Promise<ValueRule> {
  const { body } = await carryOut(on, ruleCommands, 'rule.switch', { version: rule.version, enabled }, rule.id)
  clock += 2_000
  return body as ValueRule
}

const lift = (at = 0): string => on.world.a.machines[at]?.id ?? ''
const send = (key: string, value: unknown, { ago = 0, device = lift(), process = here } = {}): ReturnType<TakeReadings> =>
  process.take(process.parts, [{ device, community: on.world.a.id, at: clock - ago, values: { [key]: value } }], by)
const pass = (milliseconds: number): void => void (clock += milliseconds)

const factsOf = async (kind: string): Promise<Fact[]> => (await readFacts(on.parts.sql, 0, 1_000_000)).filter((fact) => 'kind' in fact.body && fact.body.kind === kind)
const saidOf = ({ alarm }: Pick<ValueRule, 'alarm'>): string[] => [...told.values()].filter(({ kind }) => kind === alarm).map(({ change }) => change)
const hot = (more: object = {}): RuleTest => ({ kind: 'threshold', when: 'above', limit: 60, deadband: 5, delay: 0, ...more })

describe('values that come', () => {
  it('raise an alarm and end it, before they are answered for', async () => {
    const one = await rule(hot())
    await send(one.key, 61)
    expect(saidOf(one)).toEqual(['raised'])
    pass(1000)
    await send(one.key, 58)
    expect(saidOf(one)).toEqual(['raised'])
    pass(1000)
    await send(one.key, 54)
    const [raised, cleared, ...more] = await factsOf(one.alarm)
    expect([raised?.name, cleared?.name, more]).toEqual(['alarm.raised', 'alarm.cleared', []])
    expect(raised?.body).toMatchObject({ device: lift(), community: on.world.a.id, severity: 'minor', text: `${one.key} 61 > 60` })
  })

  it('do nothing the second time, nor late, nor in the wrong order', async () => {
    const one = await rule(hot())
    await send(one.key, 61, { ago: 5_000 })
    await send(one.key, 61, { ago: 5_000 })
    await send(one.key, 20, { ago: 6_000 })
    await send(one.key, 20, { ago: 700_000 })
    expect(saidOf(one)).toEqual(['raised'])
    const rows = await on.parts.sql`select at from reading where key = ${one.key}`
    expect(rows).toHaveLength(3)
  })

  it('whose time lies ahead blind the rule to nothing that comes after them', async () => {
    const one = await rule(hot())
    await send(one.key, 1, { ago: -119_000 })
    await send(one.key, 99)
    expect(saidOf(one)).toEqual(['raised'])
    const [newest] = await on.parts.sql`select value from device_value where key = ${one.key}`
    expect(newest).toEqual({ value: 99 })
  })

  it('of no rule, or of a rule that is off, raise nothing', async () => {
    const one = await rule(hot())
    const off = await switched(one, false)
    await send(off.key, 99)
    await send('key-of-nobody', 99)
    expect(saidOf(off)).toEqual([])
  })

  it('are judged by the nearest rule: the device’s own, the community’s, the company’s', async () => {
    const company = await rule(hot())
    const community = await rule(hot({ limit: 70 }), { key: company.key, alarm: company.alarm, community: on.world.a.id })
    const own = await rule(hot({ limit: 80 }), { key: company.key, alarm: company.alarm, deviceKind: null, device: lift(1) })
    const other = await rule(hot({ limit: 50 }), { key: company.key })
    await send(company.key, 65)
    await send(company.key, 75, { device: lift(1) })
    expect([saidOf(community), saidOf(own), saidOf(other)]).toEqual([[], [], ['raised', 'raised']])
    pass(1000)
    await send(company.key, 75)
    await send(company.key, 85, { device: lift(1) })
    expect([...told.values()].filter(({ kind }) => kind === company.alarm).map(({ device }) => device)).toEqual([lift(), lift(1)])
  })

  it('end an alarm only when none of its rules holds it up any more', async () => {
    const high = await rule(hot())
    const low = await rule({ kind: 'threshold', when: 'above', limit: 40, deadband: 0, delay: 0 }, { key: `${high.key}-2`, alarm: high.alarm })
    await send(high.key, 70)
    await send(low.key, 50)
    pass(1000)
    await send(high.key, 10)
    expect(saidOf(high)).toEqual(['raised', 'raised'])
    pass(1000)
    await send(low.key, 10)
    expect(saidOf(high)).toEqual(['raised', 'raised', 'cleared'])
  })
})

describe('the clock', () => {
  it('raises what has held for its delay, though nothing more comes', async () => {
    const one = await rule(hot({ delay: 30 }))
    await send(one.key, 61)
    pass(31_000)
    await here.watch.round()
    expect(saidOf(one)).toEqual([])
    pass(1_000)
    await here.watch.round()
    expect(saidOf(one)).toEqual(['raised'])
  })

  it('raises what stays away, also of devices that fell silent before the rule was made, and ends it with the next value', async () => {
    const key = `key-${++made}`
    await send(key, 1, { device: lift(2) })
    const gone = await rule({ kind: 'missing', seconds: 60 }, { key })
    await send(key, 1)
    await here.watch.round()
    pass(61_000)
    await here.watch.round()
    expect([...told.values()].filter(({ kind }) => kind === gone.alarm).map(({ device }) => String(device)).toSorted(byText)).toEqual([lift(), lift(2)].toSorted(byText))
    await send(key, 1)
    expect(saidOf(gone)).toEqual(['raised', 'raised', 'cleared'])
  })

  it('ends what stands when its rule is switched off, ended, or no longer holds', async () => {
    const one = await rule(hot())
    await send(one.key, 70)
    await send(one.key, 70, { device: lift(1) })
    const off = await switched(one, false)
    await here.watch.round()
    expect(saidOf(one)).toEqual(['raised', 'raised', 'cleared', 'cleared'])
    expect(await on.parts.sql`select from rule_state where rule_id = ${one.id}`).toHaveLength(0)
    const again = await switched(off, true)
    await send(one.key, 71)
    await send(one.key, 71, { device: lift(1) })
    const about = { name: one.name, community: null, deviceKind: 'lift' as const, device: null, key: one.key, alarm: one.alarm, severity: one.severity }
    const changed = await carryOut(on, ruleCommands, 'rule.change', { version: again.version, ...about, test: hot({ limit: 90 }) }, one.id)
    pass(2_000)
    await here.watch.round()
    expect(saidOf(one).slice(4)).toEqual(['raised', 'raised', 'cleared', 'cleared'])
    await send(one.key, 95)
    await carryOut(on, ruleCommands, 'rule.end', { version: changed.body.version, reason: '不再使用' }, one.id)
    pass(2_000)
    await here.watch.round()
    expect(saidOf(one).slice(8)).toEqual(['raised', 'cleared'])
  })
})

describe('a process that dies between storing and saying', () => {
  const dies: SayAlarms = async () => {
    throw new Unanswered('killed')
  }

  it('has answered nothing; whoever comes next says it once: the sender again, another value, or the watch', async () => {
    for (const next of ['again', 'value', 'watch']) {
      const one = await rule(hot())
      const dying = open(dies)
      await expect(send(one.key, 70, { process: dying })).rejects.toThrow(Unanswered)
      await dying.close()
      expect(saidOf(one)).toEqual([])
      if (next === 'again') await send(one.key, 70)
      else pass(6_000)
      if (next === 'value') await send(one.key, 71)
      if (next === 'watch') await here.watch.round()
      expect(saidOf(one), next).toEqual(['raised'])
      pass(6_000)
      await here.watch.round()
      await send(one.key, 72)
      expect(saidOf(one), next).toEqual(['raised'])
    }
  })

  it('says nothing twice that it had said and not struck out', async () => {
    const one = await rule(hot())
    const half = open(async (parts, said, actor) => {
      await telling(parts, said, actor)
      return dies(parts, said, actor)
    })
    await expect(send(one.key, 70, { process: half })).rejects.toThrow(Unanswered)
    await half.close()
    await send(one.key, 70)
    pass(6_000)
    await here.watch.round()
    expect(saidOf(one)).toEqual(['raised'])
  })

  it('would lose it, were what is to be said not kept with the state', async () => {
    const one = await rule(hot())
    const dying = open(dies)
    await expect(send(one.key, 70, { process: dying })).rejects.toThrow(Unanswered)
    await dying.close()
    const owner = on.parts.sql
    await owner`update rule_state set state = jsonb_set(state, '{unsaid}', '[]') where rule_id = ${one.id}`
    await send(one.key, 70)
    pass(6_000)
    await here.watch.round()
    await send(one.key, 71)
    expect(saidOf(one)).toEqual([])
  })
})

describe('two processes', () => {
  it('that judge the same device at once raise and end in turn, and agree', async () => {
    const one = await rule(hot())
    const there = open()
    for (let i = 0; i < 20; i++) {
      const calls = Array.from({ length: 8 }, (_, n) => send(one.key, (i + n) % 2 ? 70 : 20, { process: n % 2 ? here : there, ago: 8 - n }))
      await Promise.all(calls)
      pass(100)
    }
    await there.close()
    const names = saidOf(one)
    expect(names.length).toBeGreaterThan(10)
    names.forEach((name, i) => expect(name).toBe(i % 2 === 0 ? 'raised' : 'cleared'))
    const [state] = await on.parts.sql<{ state: { state: { standing: boolean }; unsaid: unknown[] } }[]>`select state from rule_state where rule_id = ${one.id}`
    expect(state?.state.unsaid).toEqual([])
    expect(names.at(-1)).toBe(state?.state.state.standing ? 'raised' : 'cleared')
  })
})

describe('a trial', () => {
  const judged = (one: ValueRule) => ({ community: one.community, deviceKind: one.deviceKind, device: one.device, key: one.key, test: one.test, alarm: one.alarm, severity: one.severity })
  const trial = (one: ValueRule, days = 7) => ruleQueries.ruleTrial(here.parts, { ...asking, id: '', params: {}, body: { ...judged(one), days }, caller: on.caller, now: clock })

  it('of history says what judging it live had said', async () => {
    const tests: fc.Arbitrary<RuleTest> = fc.oneof(
      fc.record({ kind: fc.constant('threshold' as const), when: fc.constantFrom('above' as const, 'below' as const), limit: fc.integer({ min: 0, max: 9 }), deadband: fc.integer({ min: 0, max: 3 }), delay: fc.integer({ min: 0, max: 40 }) }),
      fc.record({ kind: fc.constant('duration' as const), equals: fc.integer({ min: 0, max: 3 }), seconds: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: fc.constant('repetition' as const), equals: fc.integer({ min: 0, max: 2 }), times: fc.integer({ min: 2, max: 3 }), seconds: fc.integer({ min: 1, max: 90 }) }),
      fc.record({ kind: fc.constant('missing' as const), seconds: fc.integer({ min: 5, max: 40 }) }),
      fc.record({ kind: fc.constant('change' as const), to: fc.integer({ min: 0, max: 2 }) }),
    )
    const coming = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 40 }), lag: fc.integer({ min: 0, max: 15 }), value: fc.integer({ min: 0, max: 9 }), watch: fc.boolean() }), { minLength: 5, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(tests, coming, async (test, some) => {
        const one = await rule(test)
        for (const { gap, lag, value, watch } of some) {
          if (watch) await here.watch.round()
          pass(gap * 1000 + 1)
          await send(one.key, value, { ago: lag * 1000 })
        }
        pass(100_000)
        await here.watch.round()
        const live = saidOf(one)
        const { alarms, standing } = await trial(one)
        expect([alarms, alarms - standing]).toEqual([live.filter((name) => name === 'raised').length, live.filter((name) => name === 'cleared').length])
        await switched(one, false)
      }),
      { numRuns: 12, seed },
    )
  })

  it('tells by day and by device, how long, and of how much it read', async () => {
    const one = await rule(hot())
    for (const [device, value, seconds] of [[0, 70, 0], [0, 10, 60], [1, 70, 10], [0, 70, 60], [0, 10, 600], [2, 10, 1]] as const) {
      pass(seconds * 1000)
      await send(one.key, value, { device: lift(device) })
    }
    const told = await trial(one)
    expect(told).toMatchObject({ alarms: 3, devices: 2, measured: 3, readings: 6, cut: false, standing: 1, longest: 600, shortest: 60 })
    expect(told.days.reduce((sum, { alarms }) => sum + alarms, 0)).toBe(3)
    expect(told.days.length).toBeGreaterThanOrEqual(7)
    expect(told.most.map(({ device, alarms }) => [device, alarms])).toEqual([[lift(), 2], [lift(1), 1]])
  })
})
