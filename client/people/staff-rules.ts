import type { Post, Skill, StaffMember } from '#shared/people.ts'

export type StaffFilter = { words: string; post: Post | null; skill: Skill | null }
export const noFilter: StaffFilter = { words: '', post: null, skill: null }

/** Whether a person is among those looked for: every word is found in a name or the code. */
export function isSought({ code, name, post, skills }: StaffMember, filter: StaffFilter): boolean {
  const text = `${code} ${name.zh} ${name.en}`.toLowerCase()
  const words = filter.words.toLowerCase().split(/\s+/)
  return words.every((word) => text.includes(word)) && (filter.post === null || post === filter.post) && (filter.skill === null || skills.includes(filter.skill))
}
