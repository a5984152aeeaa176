import type { Same } from '../zh.ts'

export const zh = { title: '账号' }

export const en: Same<typeof zh> = { title: 'Accounts' }
