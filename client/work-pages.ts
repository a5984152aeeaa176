import type { View } from '#shared/roles.ts'

/** The pages of daily work, each for who may see what it lists. */
export const workPages = [
  { name: 'board', view: 'orders' },
  { name: 'alarms', view: 'alarms' },
  { name: 'devices', view: 'deviceList' },
  { name: 'people', view: 'roster' },
  { name: 'complaints', view: 'stocktake' },
  { name: 'scorecard', view: 'scorecard' },
  { name: 'work-done', view: 'workDone' },
  { name: 'maintenance', view: 'maintenance' },
  { name: 'windows', view: 'windows' },
] as const satisfies { name: string; view: View }[]

export type WorkPage = (typeof workPages)[number]
