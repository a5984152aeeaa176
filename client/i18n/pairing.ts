import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  pairing: {
    title: '配对这块大屏', code: '配对码', scan: '用手机扫码，或在值守台打开「管理 · 大屏」输入此码', approve: '值班经理或管理员登录后，确认名称、范围和布局', after: '确认后，本屏会自动开始显示', renews: '{{time}} 后更换配对码', qr: '配对网址的二维码',
  },
}

const en: Same<typeof zh> = {
  pairing: {
    title: 'Pair this wall', code: 'Pairing code', scan: 'Scan with a phone, or enter this code under Administration · Walls on a desk', approve: 'A duty manager or administrator signs in and confirms name, scope and layout', after: 'Once confirmed, this screen starts by itself', renews: 'New code in {{time}}', qr: 'QR code of the pairing address',
  },
}

/** Words of a screen that nobody has made a wall yet, which speaks both languages at once. */
export const pairingWords = { zh, en }
export type PairingWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', pairingWords[language], true, true)
