import type { Same } from '../zh.ts'

export const zh = { title: '人员' }

export const en: Same<typeof zh> = { title: 'People' }
