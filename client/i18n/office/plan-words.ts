import type { Same } from '../zh.ts'

/** What pages about plans, drills and reports have in common. */
export const zh = {
  rating: { P: 'P 顺利完成', S: 'S 基本完成', M: 'M 问题较多', U: 'U 未能完成' },
  requestState: { needed: '待落实', asked: '已联系', coming: '在途', there: '已到场', returned: '已归还', cancelled: '已取消' },
}

export const en: Same<typeof zh> = {
  rating: { P: 'P performed', S: 'S some challenges', M: 'M major challenges', U: 'U unable' },
  requestState: { needed: 'needed', asked: 'asked', coming: 'coming', there: 'there', returned: 'returned', cancelled: 'cancelled' },
}
