import type { Category, Order } from './orders.ts'
import type { Skill } from './people.ts'

/** By the words of the title; the first that fits, so that 电梯 (lift) is not taken for 电 (power). */
const skillWords: [Skill, RegExp][] = [
  ['lift', /电梯|困人|lift|elevator/i],
  ['plumbing', /水|漏|管道|马桶|下水|堵|龙头|pipe|leak|water|toilet|drain|tap\b|plumb/i],
  ['electric', /电|灯|跳闸|插座|power|light|electric|socket|fuse/i],
  ['carpentry', /门|窗|锁|柜|地板|door|window|lock|cupboard|floor/i],
]
const skillsOf: Record<Category, readonly Skill[]> = {
  repair: ['electric', 'plumbing', 'carpentry', 'lift'],
  security: ['security'],
  cleaning: ['cleaning'],
  greening: ['greening'],
  complaint: ['resident-service'],
  parking: ['security'],
  'resident-service': ['resident-service'],
  inspection: ['electric', 'plumbing', 'carpentry', 'lift', 'security'],
}

/** Any one of these is enough. */
export function skillsFor(task: Pick<Order, 'category' | 'title'>): readonly Skill[] {
  if (task.category !== 'repair') return skillsOf[task.category]
  const named = skillWords.find(([, words]) => words.test(task.title))
  return named ? [named[0]] : skillsOf.repair
}
