import { z } from 'zod'
import { Bilingual, Id, Instant, languages, Typed, TypedBilingual } from './text.ts'

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
  /** The part of the community that is theirs; facts of before there were grids have none. */
  grid: z.string().nullish(),
  /** What they speak with residents; left out: Chinese. */
  languages: z.array(z.enum(languages)).nullish(),
  leftAt: Instant.nullish(),
})
export type Person = z.infer<typeof Person>

/** As the office lists them: the phone is masked, and shown on a click that is written down. */
export const StaffMember = Person.extend({ phone: z.string().nullable() })
export type StaffMember = z.infer<typeof StaffMember>

const Phone = z.string().trim().regex(/^\+?[\d -]{5,24}$/)
const About = z.strictObject({
  name: TypedBilingual,
  post: z.enum(posts),
  skills: z.array(z.enum(skills)).max(skills.length),
  grid: Typed(60).nullish(),
  languages: z.array(z.enum(languages)).max(languages.length).nullish(),
  phone: Phone.nullish(),
})
export const JoinPerson = About.extend({ community: Id, code: Typed(60).min(1) })
/** A phone that is left out stays as it is; null takes it away. */
export const ChangePerson = About.extend({ version: z.int().min(1) })
export const LeavePerson = z.strictObject({ version: z.int().min(1), reason: Typed(400).default('') })
/** CSV: code, name, name_en, post, skills (separated by |), phone, grid. */
export const ImportPeople = z.strictObject({ community: Id, text: z.string().min(1).max(2_000_000) })
