import { z } from 'zod'
import { Grant, grantable } from './roles.ts'
import { Id, Instant, Typed } from './text.ts'

/** A company role comes from a group that the company's own sign-in names. */
export const memberSources = ['password', 'company'] as const

export const Username = z.string().regex(/^[\w.-]{2,60}$/)
export const Password = z.string().min(12).max(128)

/** Somebody who can sign in, with what they may do. */
export const Member = z.strictObject({
  id: Id,
  version: z.int(),
  /** The sign-in's own id; what facts and the audit name as actor. */
  user: z.string(),
  username: z.string(),
  name: z.string(),
  /** The member of staff behind it, where there is one. */
  person: Id.nullable(),
  source: z.enum(memberSources),
  grants: z.array(Grant),
  disabledAt: Instant.nullable(),
})
export type Member = z.infer<typeof Member>

export const Grants = z.array(Grant).max(50)

export const CreateMember = z.strictObject({ username: Username, name: Typed(60).min(1), password: Password, person: Id.nullish(), grants: Grants })
/** Rights as they shall be: what is left out is withdrawn. */
export const ChangeMember = z.strictObject({ version: z.int().min(1), name: Typed(60).min(1), person: Id.nullish(), grants: Grants })
export const DisableMember = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })
export const EnableMember = z.strictObject({ version: z.int().min(1) })
/** Sets a new password, ends all sessions, and forgets the second factor, which is then set up again. */
export const ResetMember = z.strictObject({ version: z.int().min(1), password: Password })

/** One sign-in that is still open. */
export const Session = z.strictObject({
  id: z.string(),
  openedAt: Instant,
  activeAt: Instant,
  expiresAt: Instant,
  address: z.string().nullable(),
  agent: z.string().nullable(),
  /** The one that asks. */
  own: z.boolean(),
})
export type Session = z.infer<typeof Session>

/** A group of the company's sign-in and the role that it gives. */
export const GroupRole = z.strictObject({ group: Typed(200).min(1), grant: Grant })
export type GroupRole = z.infer<typeof GroupRole>

/** What holds for every sign-in of this installation. */
export const Policy = z.strictObject({
  id: Id,
  version: z.int(),
  /** Who holds one of these roles gets no further without a second factor. */
  secondFactor: z.array(z.enum(grantable)),
  groups: z.array(GroupRole).max(500),
})
export type Policy = z.infer<typeof Policy>
export const ChangePolicy = Policy.omit({ id: true })

/** The one row of the policy. */
export const policyId = '00000000-0000-4000-8000-000000000001'
