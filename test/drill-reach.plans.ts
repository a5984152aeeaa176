import type { Plan, PlanStep, StepKind } from '#shared/plans.ts'
import { audiences, stepKinds } from '#shared/plans.ts'
import { categories } from '#shared/orders.ts'
import { resourceKinds } from '#shared/resources.ts'
import { planStep } from './plan-stage.ts'
import { publishedPlan } from './published-plan.ts'

type Random = () => number
export const oneOf = <T>(random: Random, rows: readonly T[]): T => {
  const row = rows[Math.floor(random() * rows.length)]
  if (row === undefined) throw new Error('nothing to choose from')
  return row
}
const two = (text: string) => ({ zh: text, en: text })

/** Some clocks run out while a drill is on, so that warnings, lateness and what follows from it come too. */
const minutes = (random: Random): number | null => (random() < 0.3 ? 0.01 : random() < 0.5 ? 30 : null)

function stepOf(random: Random, kind: StepKind, key: string, after: string[], block: string | null): PlanStep {
  const common: PlanStep = planStep(key, { kind, after, minutes: minutes(random), post: oneOf(random, ['security', 'repair', 'butler'] as const) })
  switch (kind) {
    case 'do':
      return { ...common, notify: random() < 0.4 ? { to: two('消防'), text: two('请到场'), way: oneOf(random, ['gateway', 'cap'] as const), audience: oneOf(random, audiences) } : null, needs: { note: false, photo: false, second: random() < 0.2 } }
    case 'decide':
      return { ...common, answers: [{ key: 'yes', name: two('是') }, { key: 'no', name: two('否'), back: after[0] && random() < 0.3 ? after[0] : null }] }
    case 'wait':
      return { ...common, wait: oneOf(random, [{ until: 'time', minutes: 0.01 }, { until: 'person' }, { until: 'value', device: 'lift', key: 'load', when: 'above', limit: 1 }] as const) }
    case 'notify':
      return { ...common, notify: { to: two('住户'), text: two('请勿乘梯'), way: oneOf(random, ['gateway', 'cap'] as const), audience: oneOf(random, audiences) } }
    case 'order':
      return { ...common, order: { category: oneOf(random, categories), priority: 'urgent', title: two('抢修') } }
    case 'instruct':
      return { ...common, instruct: { device: 'lift', action: 'release' } }
    case 'roll-call':
      return { ...common, rollCall: [] }
    case 'request':
      return { ...common, request: { kind: oneOf(random, resourceKinds), amount: 1 + Math.floor(random() * 5) } }
    case 'block':
      return block ? { ...common, block } : { ...common, kind: 'do' }
  }
}

/** Plans in which every kind of step is there: each first one of a kind in turn, then what chance gives. The first two are put into others. */
export function randomPlans(random: Random, count: number): Plan[] {
  const plans: Plan[] = []
  for (let nth = 0; nth < count; nth++) {
    const block = nth < 2 ? null : (plans[nth % 2]?.series ?? null)
    const first = stepKinds[nth % stepKinds.length] ?? 'do'
    const kinds = [first, ...Array.from({ length: nth < 2 ? 1 : 2 + Math.floor(random() * 3) }, () => oneOf(random, stepKinds))].filter((kind) => nth >= 2 || kind !== 'block')
    const keys = kinds.map((_, i) => `s${i}`)
    const steps = kinds.map((kind, i) => stepOf(random, kind, `s${i}`, i > 0 && random() < 0.5 ? [oneOf(random, keys.slice(0, i))] : [], block))
    plans.push(publishedPlan({
      scene: 'burst-pipe', name: two(`预案 ${nth}`), purpose: two('—'), steps, targetMinutes: random() < 0.3 ? 0.01 : 60, acceptMinutes: random() < 0.5 ? 0.01 : 5, secondPerson: random() < 0.3,
      measures: [{ key: 'there', name: two('到场'), minutes: 15, step: 's0' }],
    }))
  }
  return plans
}
