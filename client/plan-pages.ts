import type { View } from '#shared/roles.ts'

/** The pages about plans, each for who may see what it lists. */
export const planPages = [
  { name: 'library', view: 'planEditions' },
  { name: 'runs', view: 'activations' },
  { name: 'drills', view: 'drills' },
  { name: 'readiness', view: 'readiness' },
  { name: 'findings', view: 'findings' },
  { name: 'resources', view: 'resources' },
] as const satisfies { name: string; view: View }[]

export type PlanPage = (typeof planPages)[number]
