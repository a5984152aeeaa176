import type { QueryReply } from '#shared/queries.ts'
import type { GrantableRole } from '#shared/roles.ts'

export type MemberRow = QueryReply<'members'>[number]

export const states = ['enabled', 'disabled', 'factorOff'] as const
export type MemberFilter = { words: string; role: GrantableRole | null; state: (typeof states)[number] | null }

export const noFilter: MemberFilter = { words: '', role: null, state: null }

/** Every word that was typed must be in the name or the user name. */
export function fits(member: Pick<MemberRow, 'name' | 'username' | 'grants' | 'disabledAt' | 'secondFactor' | 'source'>, { words, role, state }: MemberFilter): boolean {
  const text = `${member.name} ${member.username}`.toLowerCase()
  if (!words.toLowerCase().split(/\s+/).every((word) => text.includes(word))) return false
  if (role && !member.grants.some((grant) => grant.role === role)) return false
  switch (state) {
    case null:
      return true
    case 'enabled':
      return member.disabledAt === null
    case 'disabled':
      return member.disabledAt !== null
    case 'factorOff':
      return !member.secondFactor && member.source === 'password' && member.disabledAt === null
  }
}
