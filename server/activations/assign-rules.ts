import type { ActivationStep } from '#shared/activations.ts'
import type { Post, Skill } from '#shared/people.ts'
import type { PlanStep } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'

/** Somebody on duty now, at the post of this shift. `busy`: steps under way that they hold in running plans. `until`: when that shift ends. */
export type Staff = { id: string; name: Bilingual; post: Post; skills: Skill[]; busy: number; until: string }

export const holderOf = ({ id, name, until }: Staff): NonNullable<ActivationStep['holder']> => ({ person: id, name, until })

/**
 * Whose a step becomes: of those at its post, with its skill if anybody there has it, whoever has least to do; else of the posts that
 * stand in, in their order. Null: nobody is left, and it is the commander's. `passedOn`: who had it before.
 */
export function holderFor({ post, skill, orElse }: Pick<PlanStep, 'post' | 'skill' | 'orElse'>, staff: readonly Staff[], passedOn: readonly string[]): { person: Staff; standIn: boolean } | null {
  for (const [i, wanted] of [post, ...(orElse ?? [])].entries()) {
    const there = staff.filter((one) => one.post === wanted && !passedOn.includes(one.id))
    const skilled = skill ? there.filter(({ skills }) => skills.includes(skill)) : there
    const [person] = (skilled.length > 0 ? skilled : there).toSorted((a, b) => a.busy - b.busy || (a.id < b.id ? -1 : 1))
    if (person) return { person, standIn: i > 0 }
  }
  return null
}
