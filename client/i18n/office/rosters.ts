import type { Same } from '../zh.ts'

export const zh = { title: '排班' }

export const en: Same<typeof zh> = { title: 'Rosters' }
