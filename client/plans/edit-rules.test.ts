import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsBefore } from '#shared/plan-rules.ts'
import { kindOf, stepKinds, type PlanContent, type PlanStep } from '#shared/plans.ts'
import { beginning, turnOf, type Turn } from './edit-history.ts'
import { chosenAfter, edited, mayFollow, type Edit, type Starters } from './edit-rules.ts'
import { sendable } from './edit-wire.ts'

const both = (text: string) => ({ zh: text, en: text })
const starters: Starters = { step: both('step'), yes: both('yes'), no: both('no') }
const step = (key: string, after: string[], more: Partial<PlanStep> = {}): PlanStep => ({ key, post: 'repair', name: both(key), instruction: both(''), minutes: null, after, notify: null, ...more })
const plan: PlanContent = {
  scene: 'burst-pipe', name: both('plan'), purpose: both('why'), triggers: [], targetMinutes: 60, resources: [], standDown: [], acceptMinutes: 2, secondPerson: false,
  steps: [
    step('look', []), step('worse', ['look'], { kind: 'decide', answers: [{ key: 'yes', name: both('yes') }, { key: 'no', name: both('no') }, { key: 'again', name: both('again'), back: 'look' }] }),
    step('shut', ['worse'], { when: { step: 'worse', answer: 'yes' } }), step('tell', ['worse'], { when: { step: 'worse', answer: 'no' } }), step('end', ['shut', 'tell']),
  ],
  measures: [{ key: 'm1', name: both('shut'), minutes: 10, step: 'shut' }],
}

/** Anything that can be done, to steps that may be there, or may not. */
const edits = fc.array(fc.tuple(fc.nat(12), fc.nat(30), fc.nat(30), fc.constantFrom(...stepKinds)), { maxLength: 40 })
const editAt = ({ steps }: PlanContent, [what, a, b, kind]: [number, number, number, (typeof stepKinds)[number]]): Edit => {
  const at = (n: number): string => steps[n % steps.length]?.key ?? 'none'
  switch (what) {
    case 0: case 1: case 2: return { do: 'add', after: a % 4 === 0 ? null : at(a), starters }
    case 3: return { do: 'copy', step: at(a) }
    case 4: case 5: return { do: 'remove', step: at(a) }
    case 6: return { do: 'move', step: at(a), by: b % 2 ? 1 : -1 }
    case 7: return { do: 'connect', from: at(a), to: at(b) }
    case 8: return { do: 'disconnect', from: at(a), to: at(b) }
    case 9: return { do: 'turn', step: at(a), kind, starters }
    case 10: return { do: 'answer', step: at(a), answers: [{ key: 'yes', name: both('yes') }, { key: 'other', name: both('other'), back: at(b) }] }
    case 11: return { do: 'change', step: at(a), to: { name: both(String(b)) } }
    default: return { do: 'put', content: { targetMinutes: b } }
  }
}

function expectSound({ steps, measures }: PlanContent): void {
  const keys = steps.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBeGreaterThan(0)
  for (const { key, after, when, answers } of steps) {
    expect(after.filter((one) => !keys.includes(one) || one === key)).toEqual([])
    expect(new Set(after).size).toBe(after.length)
    if (when) expect(steps.find((one) => one.key === when.step)?.answers?.map((answer) => answer.key)).toContain(when.answer)
    for (const { back } of answers ?? []) if (back) expect(keys).toContain(back)
    expect(stepsBefore(steps).get(key)?.has(key)).toBe(false)
  }
  for (const one of measures) if (one.step) expect(keys).toContain(one.step)
}

test('whatever is done to a plan, its keys are unique, its references lead somewhere, and it never runs in a circle', () => {
  fc.assert(fc.property(edits, (rows) => {
    let now = plan
    for (const row of rows) {
      now = edited(now, editAt(now, row))
      expectSound(now)
    }
  }), { numRuns: 200 })
})

test('all that was done undone is what it was at first, and done again what it was at last', () => {
  fc.assert(fc.property(edits, (rows) => {
    let history = beginning(plan)
    for (const row of rows) history = turnOf(history, editAt(history.now, row))
    const last = history.now
    const through = (turn: Turn) => {
      for (let i = 0; i <= rows.length; i += 1) history = turnOf(history, turn)
    }
    through({ do: 'undo' })
    expect(history.now).toBe(plan)
    through({ do: 'redo' })
    expect(history.now).toBe(last)
  }))
})

test('a word typed letter by letter is undone as one, and another field is another word', () => {
  const types = (name: string): Edit => ({ do: 'change', step: 'look', to: { name: both(name) } })
  const typed = ['a', 'ab', 'abc'].reduce((history, name) => turnOf(history, types(name)), beginning(plan))
  expect(turnOf(typed, { do: 'undo' }).now).toBe(plan)
  const then = turnOf(typed, { do: 'change', step: 'end', to: { name: both('z') } })
  expect(turnOf(then, { do: 'undo' }).now.steps[0]?.name.zh).toBe('abc')
})

test('what followed a step that goes follows what it followed, and stays on its branch unless two meet there', () => {
  const end = ({ steps }: PlanContent) => steps.find(({ key }) => key === 'end')
  const met = edited(plan, { do: 'remove', step: 'shut' })
  expect(end(met)).toMatchObject({ after: ['worse', 'tell'] })
  expect(end(met)?.when).toBeUndefined()
  expect(end(edited(edited(plan, { do: 'disconnect', from: 'tell', to: 'end' }), { do: 'remove', step: 'shut' }))).toMatchObject({ after: ['worse'], when: { step: 'worse', answer: 'yes' } })
  const without = edited(plan, { do: 'remove', step: 'worse' })
  expect(without.steps.find(({ key }) => key === 'shut')).toMatchObject({ after: ['look'], when: null })
  expect(edited(plan, { do: 'remove', step: 'shut' }).measures[0]?.step).toBeNull()
  const alone = { ...plan, steps: [step('only', [])] }
  expect(edited(alone, { do: 'remove', step: 'only' })).toBe(alone)
})

test('a step added after a decision takes the first answer that leads nowhere yet', () => {
  const asked = edited(edited(plan, { do: 'remove', step: 'tell' }), { do: 'add', after: 'worse', starters })
  expect(asked.steps[2]).toMatchObject({ key: 's5', after: ['worse'], when: { step: 'worse', answer: 'no' }, post: 'repair' })
  expect(chosenAfter(plan, edited(plan, { do: 'add', after: null, starters }), 'look')).toBe('s6')
  expect(chosenAfter(plan, edited(plan, { do: 'remove', step: 'look' }), 'look')).toBe('worse')
  expect(chosenAfter(plan, edited(plan, { do: 'remove', step: 'end' }), 'end')).toBe('tell')
})

test('nothing is put after what comes after it', () => {
  expect(mayFollow(plan.steps, 'look', 'end')).toBe(false)
  expect(mayFollow(plan.steps, 'tell', 'shut')).toBe(true)
  expect(edited(plan, { do: 'connect', from: 'end', to: 'look' })).toBe(plan)
})

test('another kind of step keeps nothing of the one before', () => {
  const waits = edited(plan, { do: 'turn', step: 'worse', kind: 'wait', starters })
  const turned = waits.steps.find(({ key }) => key === 'worse')
  expect(turned && kindOf(turned)).toBe('wait')
  expect(turned).not.toHaveProperty('answers')
  expect(waits.steps.find(({ key }) => key === 'shut')?.when).toBeNull()
})

test('what is half written is sent so that it can be kept', () => {
  const half = edited(edited(plan, { do: 'turn', step: 'tell', kind: 'notify', starters }), { do: 'change', step: 'look', to: { name: { zh: ' ', en: 'Look' } } })
  const sent = sendable({ ...half, name: both(' '), standDown: [both(''), { zh: '', en: 'water off' }], triggers: [{ on: 'words', words: [] }] }, both('nameless'))
  expect(sent.name).toEqual(both('nameless'))
  expect(sent.steps[0]?.name).toEqual({ zh: 'Look', en: 'Look' })
  expect(sent.steps.find(({ key }) => key === 'tell')?.notify).toBeNull()
  expect(sent.standDown).toEqual([both('water off')])
  expect(sent.triggers).toEqual([])
})
