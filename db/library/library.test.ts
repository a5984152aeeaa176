import { describe, expect, test } from 'vitest'
import { knownAlarmKinds } from '#shared/alarms.ts'
import { isUntranslated, problemsOf, type PlanWorld } from '#shared/plan-rules.ts'
import { posts } from '#shared/people.ts'
import { fitsAlarm, fitsWords, kindOf, Plan, PlanContent, scenes, stepKinds, type Scene } from '#shared/plans.ts'
import { idOf } from '../demo/random.ts'
import { plansOf } from './all.ts'

const at = '2026-11-22T00:00:00.000Z'
const id = (...name: (string | number)[]) => idOf('library', ...name)
const library = plansOf(id, at)
const blockIds = new Set(library.flatMap(({ steps }) => steps.flatMap(({ block }) => block ?? [])))
const whole = library.filter((plan) => !blockIds.has(plan.id))
const planOf = (scene: Scene) => {
  const plan = whole.find((one) => one.scene === scene)
  if (!plan) throw new Error(`no plan for ${scene}`)
  return plan
}
const contentOf = ({ scene, name, purpose, triggers, targetMinutes, steps, resources, measures, standDown, acceptMinutes, secondPerson }: Plan): PlanContent =>
  ({ scene, name, purpose, triggers, targetMinutes, steps, resources, measures, standDown, acceptMinutes, secondPerson })

/** A community as the demo has them: at night nobody but managers, guards and technicians. */
const world = (isBlock: boolean): PlanWorld => ({
  onDuty: [['duty-manager', 'repair', 'security'], ['duty-manager', 'repair', 'security', 'butler', 'cleaning', 'greening'], ['duty-manager', 'repair', 'security', 'butler']],
  resources: ['repair-firm', 'supermarket', 'hospital', 'supply', 'tool', 'key'],
  devices: ['lift', 'pump', 'power', 'access', 'gas', 'water-leak'],
  blocks: new Map(library.map((plan) => [plan.series, { holdsBlocks: plan.steps.some(({ block }) => block != null) }])),
  isBlock,
})
const hints = (plan: Plan) => problemsOf(contentOf(plan), world(blockIds.has(plan.id)))

describe('the library', () => {
  test('has one plan for every scene, and parts that several of them put in', () => {
    expect(whole.map(({ scene }) => scene).toSorted()).toEqual(scenes.toSorted())
    expect(new Set(library.map((plan) => plan.id)).size).toBe(library.length)
    expect(blockIds.size).toBe(library.length - whole.length)
    for (const block of blockIds) {
      expect(whole.filter(({ steps }) => steps.some((step) => step.block === block)).length).toBeGreaterThan(1)
      expect(library.find((plan) => plan.id === block)?.triggers).toEqual([])
    }
  })

  test('uses every kind of step', () => {
    expect([...new Set(library.flatMap(({ steps }) => steps.map(kindOf)))].toSorted()).toEqual(stepKinds.toSorted())
  })

  test('asks a second person only where everybody is written to at once', () => {
    expect(whole.filter(({ secondPerson }) => secondPerson).map(({ scene }) => scene).toSorted()).toEqual(['public-health', 'typhoon'])
    for (const scene of ['typhoon', 'heavy-rain'] as const) expect(planOf(scene).steps.some(({ notify }) => notify?.way === 'cap')).toBe(true)
  })

  test('comes out the same each time', () => {
    expect(plansOf(id, at)).toEqual(library)
  })
})

describe.each(library.map((plan) => ({ name: plan.name.en, plan })))('$name', ({ plan }) => {
  test('is a plan by the contract', () => {
    expect(PlanContent.parse(contentOf(plan))).toEqual(contentOf(plan))
    expect(Plan.parse(plan)).toEqual(plan)
    for (const step of plan.steps) for (const post of [step.post, ...(step.orElse ?? [])]) expect(posts).toContain(post)
  })

  test('has nothing against being published, and nothing to look at', () => {
    expect(hints(plan)).toEqual([])
  })

  test('says everything in both languages', () => {
    const texts = [
      plan.name, plan.purpose, ...plan.standDown, ...plan.measures.map(({ name }) => name), ...plan.resources.flatMap(({ name }) => name ?? []),
      ...plan.steps.flatMap((step) => [step.name, step.instruction, ...(step.notify ? [step.notify.to, step.notify.text] : []), ...(step.answers ?? []).map(({ name }) => name), ...(step.order ? [step.order.title] : [])]),
    ]
    for (const text of texts) {
      expect(text.zh).not.toBe(text.en)
      expect(text.zh).toMatch(/\p{Script=Han}/u)
      expect(text.en).not.toMatch(/\p{Script=Han}/u)
      expect(isUntranslated(text)).toBe(false)
    }
  })

  test('opens each step after steps that stand above it', () => {
    plan.steps.forEach((step, i) => {
      const above = plan.steps.slice(0, i).map(({ key }) => key)
      for (const key of [...step.after, ...(step.when ? [step.when.step] : [])]) expect(above, step.key).toContain(key)
    })
  })

  test('limits what people do, and lets nobody switch power, gas or water on alone', () => {
    for (const step of plan.steps) if (['do', 'decide', 'roll-call', 'instruct'].includes(kindOf(step))) expect(step.minutes, step.key).not.toBeNull()
    for (const step of plan.steps) if (kindOf(step) === 'do' && /送电|恢复供电|恢复供水供电|恢复供气|恢复水电/.test(step.name.zh)) expect(step.needs?.second, step.key).toBe(true)
  })
})

describe.each(whole.map((plan) => ({ scene: plan.scene, plan })))('the plan for $scene', ({ plan }) => {
  test('is complete: steps, table, measures, what is looked at in the end', () => {
    expect(plan.steps.length).toBeGreaterThanOrEqual(12)
    expect(plan.steps.length).toBeLessThanOrEqual(24)
    expect(plan.resources.length).toBeGreaterThanOrEqual(3)
    expect(plan.measures.length).toBeGreaterThanOrEqual(3)
    expect(plan.measures.length).toBeLessThanOrEqual(6)
    expect(plan.measures.every(({ minutes, step }) => minutes != null && plan.steps.some(({ key }) => key === step))).toBe(true)
    expect(plan.standDown.length).toBeGreaterThanOrEqual(4)
    expect(plan.standDown.length).toBeLessThanOrEqual(8)
    expect(plan.steps.some(({ must }) => must)).toBe(true)
    expect(plan.steps.some(({ answers }) => answers)).toBe(true)
    expect(plan.steps.some((step) => /关怀|医疗设备/.test(step.name.zh) || step.block), 'asks after those in need').toBe(true)
    expect(plan.targetMinutes).not.toBeNull()
  })

  test('can be over within its target: what waits for a time does not outlast it', () => {
    const waited = (key: string): number => {
      const step = plan.steps.find((one) => one.key === key)
      return (step?.wait?.until === 'time' ? step.wait.minutes : 0) + Math.max(0, ...(step?.after ?? []).map(waited))
    }
    expect(Math.max(...plan.steps.map(({ key }) => waited(key)))).toBeLessThan(plan.targetMinutes ?? 0)
  })

  test('is proposed by kinds of alarm that there are, and by words', () => {
    expect(plan.triggers.length).toBeGreaterThan(0)
    for (const trigger of plan.triggers) if (trigger.on === 'alarm') for (const kind of trigger.kinds) expect(knownAlarmKinds as readonly string[]).toContain(kind)
    expect(plan.triggers.some(({ on }) => on === 'words')).toBe(true)
  })

  test('asks for what stands in its table', () => {
    for (const { key, request } of plan.steps) if (request) expect(plan.resources.some(({ kind, amount }) => kind === request.kind && amount >= request.amount), key).toBe(true)
  })
})

describe('what proposes a plan', () => {
  const alarm = (kind: string, severity: 'critical' | 'major' | 'minor' = 'major') => ({ kind, severity, building: 'b', community: 'c', raisedAt: at, mode: 'real' })
  const proposed = (kind: string, severity?: 'critical' | 'major' | 'minor') => whole.filter((plan) => fitsAlarm(plan, alarm(kind, severity))).map(({ scene }) => scene)

  test.each([
    ['lift.trapped', 'lift-entrapment'], ['fire.signal', 'fire'], ['gas.leak', 'gas-leak'], ['water.leak', 'burst-pipe'], ['power.lost', 'power-cut'], ['weather.typhoon', 'typhoon'],
    ['weather.rain', 'heavy-rain'], ['weather.snow', 'snow'], ['littering', 'falling-object'], ['access.forced', 'intrusion'],
  ] as const)('%s proposes %s', (kind, scene) => expect(proposed(kind)).toEqual([scene]))

  test('less than a major rain proposes nothing; one overloaded line neither, three in one building do', () => {
    expect(proposed('weather.rain', 'minor')).toEqual([])
    expect(proposed('power.overload')).toEqual([])
    const lines = Array.from({ length: 3 }, () => alarm('power.overload'))
    expect(whole.filter((plan) => fitsAlarm(plan, alarm('power.overload'), lines)).map(({ scene }) => scene)).toEqual(['power-cut'])
  })

  test.each([
    ['电梯里有人被困，一直在按铃', 'lift-entrapment'], ['9 楼阳台着火了', 'fire'], ['厨房漏水，水管爆了', 'burst-pipe'], ['整栋楼都没电了', 'power-cut'], ['楼道里有很重的煤气味', 'gas-leak'],
    ['孩子不见了，穿红色外套', 'lost-person'], ['有人持刀闯入', 'intrusion'], ['外墙脱落砸到车', 'falling-object'], ['地下车库进水', 'heavy-rain'], ['坡道结冰，有人滑倒', 'snow'], ['好几家聚集性发热', 'public-health'],
    ['Smell of gas on the stairs', 'gas-leak'], ['My child is missing', 'lost-person'],
  ] as const)('"%s" proposes %s', (words, scene) => expect(whole.filter((plan) => fitsWords(plan, words)).map((plan) => plan.scene)).toContain(scene))

  test('an ordinary report proposes nothing', () => {
    for (const words of ['路灯不亮', '楼道有垃圾', '请帮忙开门', '车位被占', '投诉邻居噪音']) expect(whole.filter((plan) => fitsWords(plan, words)), words).toEqual([])
  })
})
