import type { Category, Priority } from '#shared/orders.ts'
import type { Random } from './random.ts'

/** Minutes that work takes from arrival to done, the middle of many. */
const usual: Record<Category, number> = {
  'repair': 150, 'cleaning': 70, 'resident-service': 90, 'complaint': 620, 'security': 55, 'parking': 60, 'inspection': 150, 'greening': 200,
}

export const workMinutes = (random: Random, category: Category, priority: Priority): number =>
  Math.max(0.3, random.skewed(usual[category] * (priority === 'low' ? 5 : priority === 'urgent' ? 0.5 : 1), category === 'complaint' ? 0.7 : 0.6))
