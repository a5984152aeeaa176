import type { Same } from '../zh.ts'

export const zh = { title: '审计' }

export const en: Same<typeof zh> = { title: 'Audit' }
