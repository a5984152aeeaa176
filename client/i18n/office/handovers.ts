import type { Same } from '../zh.ts'

export const zh = { title: '交接班' }

export const en: Same<typeof zh> = { title: 'Handovers' }
