import type { Post, Skill } from '#shared/people.ts'
import type { Bilingual } from '#shared/text.ts'

/** Posts and skills as files write them. */
export const postWords: Record<Post, Bilingual> = {
  'duty-manager': { zh: '值班经理', en: 'Duty manager' },
  butler: { zh: '管家', en: 'Butler' },
  repair: { zh: '维修', en: 'Repair' },
  security: { zh: '秩序', en: 'Security' },
  cleaning: { zh: '保洁', en: 'Cleaning' },
  greening: { zh: '绿化', en: 'Greening' },
}

export const skillWords: Record<Skill, Bilingual> = {
  electric: { zh: '电工', en: 'Electrics' },
  plumbing: { zh: '水暖', en: 'Plumbing' },
  lift: { zh: '电梯', en: 'Lifts' },
  carpentry: { zh: '木工', en: 'Carpentry' },
  security: { zh: '安保', en: 'Security' },
  'first-aid': { zh: '急救', en: 'First aid' },
  cleaning: { zh: '保洁', en: 'Cleaning' },
  greening: { zh: '绿化', en: 'Greening' },
  'resident-service': { zh: '住户服务', en: 'Resident service' },
}

/** The code that a word stands for, in either language or as the code itself; null where none does. */
export function codeOf<C extends string>(words: Record<C, Bilingual>, text: string): C | null {
  const wanted = text.trim().toLowerCase()
  const codes = Object.keys(words) as C[]
  return codes.find((code) => code === wanted || words[code].zh === wanted || words[code].en.toLowerCase() === wanted) ?? null
}
