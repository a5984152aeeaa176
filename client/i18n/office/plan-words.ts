import type { Same } from '../zh.ts'

/** What pages about drills and reports have in common: the words behind P, S, M and U. */
export const zh = {
  rating: { P: '顺利完成', S: '基本完成', M: '问题较多', U: '未能完成' },
}

export const en: Same<typeof zh> = {
  rating: { P: 'performed', S: 'some challenges', M: 'major challenges', U: 'unable' },
}
