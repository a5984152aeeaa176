import type { Same } from '../zh.ts'

export const zh = { title: '大屏' }

export const en: Same<typeof zh> = { title: 'Walls' }
