import { describe, expect, it } from 'vitest'
import type { GroupRole, Member } from '#shared/members.ts'
import { companyUsername, grantsFrom, groupsIn, memberTold, sameGrants } from './group-rules.ts'

const everything = { kind: 'everything' } as const
const region = { kind: 'region', id: 'b6f2f7a0-6d0f-4c77-9a3b-0f4f4f3d8a01' } as const
const roles: GroupRole[] = [
  { group: 'floor', grant: { role: 'duty-manager', scope: region } },
  { group: 'floor-night', grant: { role: 'duty-manager', scope: region } },
  { group: 'chiefs', grant: { role: 'administrator', scope: everything } },
]

describe('groups', () => {
  it('give the roles that the policy says, once', () => {
    expect(grantsFrom(roles, ['floor', 'floor-night', 'others'])).toEqual([{ role: 'duty-manager', scope: region }])
    expect(grantsFrom(roles, ['chiefs', 'floor'])).toHaveLength(2)
    expect(grantsFrom(roles, ['Chiefs', 'floor ', ''])).toEqual([])
  })

  it('are a list of names or one name, and nothing else', () => {
    expect([groupsIn(['a', 1, null, 'b']), groupsIn('a'), groupsIn({ a: true }), groupsIn(undefined), groupsIn([['a']])]).toEqual([['a', 'b'], ['a'], [], [], []])
  })
})

describe('a company account', () => {
  const told = { subject: 's', username: 'zhang@company', name: '张三', groups: [] }
  const fresh = { id: 'b6f2f7a0-6d0f-4c77-9a3b-0f4f4f3d8a02', user: 'u' }
  const grants = grantsFrom(roles, ['floor'])
  const held: Member = { ...fresh, version: 4, username: 'zhang@company', name: '张三', person: null, source: 'company', grants, disabledAt: null }

  it('becomes a member with the rights of its groups, or nobody', () => {
    expect(memberTold(null, told, grants, fresh)).toMatchObject({ version: 1, source: 'company', grants })
    expect(memberTold(null, told, [], fresh)).toBeNull()
  })

  it('keeps what its groups still give, and loses what they no longer do', () => {
    expect(memberTold(held, told, [...grants, ...grants], fresh)).toBeNull()
    expect(memberTold(held, told, [], fresh)).toMatchObject({ version: 5, grants: [] })
    expect(memberTold(held, { ...told, name: '张三丰' }, grants, fresh)).toMatchObject({ version: 5, name: '张三丰' })
    expect(sameGrants(grants, [])).toBe(false)
  })

  it('has a name that no password account can have', () => {
    expect(companyUsername({ preferred_username: 'chief' }, 's')).toBe('chief@company')
    expect(companyUsername({ preferred_username: ' ', email: 'z@example.com' }, 's')).toBe('z@example.com')
    expect(companyUsername({}, 'sub-1')).toBe('sub-1@company')
  })
})
