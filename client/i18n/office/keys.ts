import type { Same } from '../zh.ts'

export const zh = { title: '接入密钥' }

export const en: Same<typeof zh> = { title: 'Machine keys' }
