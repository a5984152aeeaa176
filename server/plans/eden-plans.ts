import type { Post } from '#shared/people.ts'
import type { PlanContent, PlanNeed, PlanStep, Scene } from '#shared/plans.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import { plainLine, plainText } from '../files/plain-text.ts'
import type { FieldError } from '../refusal.ts'
import type { EdenRow, EdenTable } from './eden-tables.ts'

export type EdenScenarios = {
  plans: PlanContent[]
  /** Names of scenarios without a single task: there is nothing to carry out. */
  left: string[]
  errors: FieldError[]
}

/** Words of job titles and tasks, and whose work that is in a community. */
const postWords: readonly (readonly [RegExp, Post])[] = [
  [/clean|sanit|debris|waste/i, 'cleaning'],
  [/tree|garden|wildlife|spray/i, 'greening'],
  [/electric|technician|mechanic|engineer|plumb|repair|power|pump|digging/i, 'repair'],
  [/fire|evacuat|secur|guard|police|rescue|search|scout|boat|crew|captain|driver|medic/i, 'security'],
  [/inform|notif|communicat|public|counsel|famil|register|alert/i, 'butler'],
]

/** As many as a file of plans holds, and a plan. */
const most = { plans: 60, steps: 120 }
/** Characters of an instruction. */
const longest = 2_000

/** The posts of a plan's steps follow from the words of the task, else from a job title that speaks of the same; else the duty manager has it. */
export function edenPlans({ scenarios, tasks, people, assets }: Record<EdenTable, readonly EdenRow[]>, scene: Scene): EdenScenarios {
  const first = new Map(scenarios.toReversed().map(({ line, cells }) => [cells.scenario ?? '', line]))
  const errors = [...strangers('tasks', tasks, first), ...strangers('people', people, first), ...strangers('assets', assets, first)]
  const [tasksOf, peopleOf, assetsOf] = [byScenario(tasks), byScenario(people), byScenario(assets)]
  const plans: PlanContent[] = []
  const left: string[] = []
  for (const { line, cells } of scenarios) {
    const name = cells.scenario ?? ''
    const own = tasksOf.get(name) ?? []
    if (name === '') errors.push({ field: 'scenarios', message: { zh: `第 ${line} 行没有名称`, en: `Line ${line} has no name` } })
    else if (first.get(name) !== line) errors.push({ field: 'scenarios', message: { zh: `第 ${line} 行：“${name}”重复`, en: `Line ${line}: “${name}” is there twice` } })
    else if (own.length === 0) left.push(name)
    else if (own.length > most.steps) errors.push({ field: 'tasks', message: { zh: `“${name}”的任务超过 ${most.steps} 项`, en: `“${name}” has more than ${most.steps} tasks` } })
    else if (plans.length === most.plans) return { plans, left, errors: [...errors, { field: 'scenarios', message: { zh: `有任务的场景最多 ${most.plans} 个`, en: `${most.plans} scenarios with tasks at most` } }] }
    else {
      const steps = stepsOf(own, peopleOf.get(name) ?? [])
      errors.push(...steps.errors)
      plans.push({
        scene, name: same(name), purpose: same(cells.comments || cells['incident type'] || name), triggers: [], targetMinutes: null, steps: steps.steps, resources: (assetsOf.get(name) ?? []).map(needOf),
        measures: [], standDown: [], acceptMinutes: 2, secondPerson: false,
      })
    }
  }
  return { plans, left, errors }
}

function byScenario(rows: readonly EdenRow[]): Map<string, EdenRow[]> {
  const found = new Map<string, EdenRow[]>()
  for (const row of rows) {
    const name = row.cells.scenario ?? ''
    const own = found.get(name)
    if (own) own.push(row)
    else found.set(name, [row])
  }
  return found
}

function strangers(table: EdenTable, rows: readonly EdenRow[], names: ReadonlyMap<string, number>): FieldError[] {
  return rows.flatMap(({ line, cells }) =>
    names.has(cells.scenario ?? '') ? [] : [{ field: table, message: { zh: `第 ${line} 行：没有场景“${cells.scenario}”`, en: `Line ${line}: there is no scenario “${cells.scenario}”` } }])
}

/** A task below another comes after it; what nobody of ours is called stands in the first steps' instructions. */
function stepsOf(tasks: readonly EdenRow[], people: readonly EdenRow[]): { steps: PlanStep[]; errors: FieldError[] } {
  const keys = keysOf(tasks)
  const errors: FieldError[] = []
  const wanted = people.map(({ cells }) => [cells['job title'], cells.comments].filter(Boolean).join(' × ')).join('; ').slice(0, longest)
  const postOf = postsBy(people.map(({ cells }) => cells['job title'] ?? ''))
  const steps = tasks.map(({ line, cells }, at): PlanStep => {
    const { task = '', parent = '', comments = '' } = cells
    const before = tasks.findIndex((other) => other.cells.task === parent)
    if (parent !== '' && before < 0) errors.push({ field: 'tasks', message: { zh: `第 ${line} 行：此场景没有上级任务“${parent}”`, en: `Line ${line}: this scenario has no parent task “${parent}”` } })
    const notes = [comments, parent === '' && wanted !== '' ? `People: ${wanted}` : '']
    return {
      key: keys[at] ?? '', post: postOf(task), name: same(task), instruction: long(notes.filter(Boolean).join('\n')), minutes: null, after: parent === '' ? [] : [keys[before] ?? ''], notify: null,
    }
  })
  return { steps, errors }
}

/** Thousands may be named: each title is read once, and the first that shares a word with a task is found by that word. */
function postsBy(titles: readonly string[]): (task: string) => Post {
  const first = new Map(titles.flatMap((title, at) => stemsOf(title).map((stem): [string, number] => [stem, at])).toReversed())
  return (task) => {
    const own = postWords.find(([word]) => word.test(task))
    if (own) return own[1]
    const title = titles[stemsOf(task).reduce((at, stem) => Math.min(at, first.get(stem) ?? Infinity), Infinity)]
    return postWords.find(([word]) => title !== undefined && word.test(title))?.[1] ?? 'duty-manager'
  }
}

const stemsOf = (words: string): string[] => words.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 3).map((word) => word.slice(0, 5))

/** Such as `evacuate-people`, and a number where that is taken. */
function keysOf(tasks: readonly EdenRow[]): string[] {
  const taken = new Set<string>()
  return tasks.map(({ cells }) => {
    const word = (cells.task ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 50).replace(/^-|-$/g, '') || 'step'
    let key = word
    for (let n = 2; taken.has(key); n++) key = `${word}-${n}`
    taken.add(key)
    return key
  })
}

/** "> 12 pieces" is twelve of it. */
function needOf({ cells }: EdenRow): PlanNeed {
  const amount = Number(/\d{1,4}/.exec(cells.comments ?? '')?.[0] ?? 1)
  return { kind: 'tool', amount: Math.max(1, amount), name: same(cells.item ?? '') }
}

/** Until somebody translates it; that it is not is found before it is published. */
const same = (text: string): Bilingual => bilingual(plainLine(text, 200))
const long = (text: string): Bilingual => bilingual(plainText(text, longest))
