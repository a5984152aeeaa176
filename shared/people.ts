import { z } from 'zod'
import { Bilingual, Id } from './text.ts'

export const posts = ['duty-manager', 'butler', 'repair', 'security', 'cleaning', 'greening'] as const
export type Post = (typeof posts)[number]

export const skills = ['electric', 'plumbing', 'lift', 'carpentry', 'security', 'first-aid', 'cleaning', 'greening', 'resident-service'] as const
export type Skill = (typeof skills)[number]

export const Person = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  /** Staff number, unique in the company; doors name a person by it. */
  code: z.string().min(1).max(60),
  name: Bilingual,
  post: z.enum(posts),
  skills: z.array(z.enum(skills)),
})
export type Person = z.infer<typeof Person>
