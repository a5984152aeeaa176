import type { Held, Grant, Scope } from '#shared/roles.ts'
import type { Bilingual } from '#shared/text.ts'
import { grantKey } from '../identity/group-rules.ts'

/** Whether all of `inner` lies in `outer`. */
export type Within = (inner: Scope, outer: Scope) => boolean

/** What somebody is to somebody else: `all` their rights lie within what the one administers, or are merely seen, or are not. */
export type Reach = 'administers' | 'sees' | 'none'

const everything: Scope = { kind: 'everything' }

/** How far a scope is within the reach of somebody who holds `held`. */
export function reachOf(held: readonly Held[], scope: Scope, within: Within): Reach {
  const over = held.filter((grant) => within(scope, grant.scope))
  return over.some(({ role }) => role === 'administrator') ? 'administers' : over.length > 0 ? 'sees' : 'none'
}

/** The same for a member: the least of what holds for their rights. Who has no rights is the business of those who administer everything. */
export function reachOfMember(held: readonly Held[], grants: readonly Grant[], within: Within): Reach {
  const reaches = (grants.length === 0 ? [everything] : grants.map(({ scope }) => scope)).map((scope) => reachOf(held, scope, within))
  return reaches.includes('none') ? 'none' : reaches.includes('sees') ? 'sees' : 'administers'
}

export const isChief = (grants: readonly Grant[]): boolean => grants.some(({ role, scope }) => role === 'administrator' && scope.kind === 'everything')

const same = (one: Grant, other: Grant): boolean => grantKey(one) === grantKey(other)

export const holds = (grants: readonly Grant[], wanted: Grant): boolean => grants.some((grant) => same(grant, wanted))

/** Without what is said twice. */
export const distinct = (grants: readonly Grant[]): Grant[] => grants.filter((grant, i) => !holds(grants.slice(0, i), grant))

/** Whether `after` leaves out something that `before` allows. */
const isLess = (before: readonly Grant[], after: readonly Grant[]): boolean => !before.every((grant) => holds(after, grant))

type Changing = {
  source: 'password' | 'company'
  before: readonly Grant[]
  after: readonly Grant[]
  /** Whether somebody changes their own rights. */
  own: boolean
  /** Members besides this one who administer everything and can sign in. */
  otherChiefs: number
}

/** Why rights may not become these; null where they may. */
export function whyNot({ source, before, after, own, otherChiefs }: Changing): Bilingual | null {
  if (source === 'company' && (isLess(before, after) || isLess(after, before))) return reasons.company
  if (own && isLess(before, after)) return reasons.own
  if (isChief(before) && !isChief(after) && otherChiefs === 0) return reasons.last
  return null
}

export const reasons = {
  company: { zh: '公司账号的权限由公司登录中的群组决定，请修改群组或群组对应的角色', en: 'The rights of a company account follow from its groups. Change the groups, or the roles that they give' },
  own: { zh: '不能减少自己的权限，请由其他管理员操作', en: 'You cannot lower your own rights. Ask another administrator' },
  ownDisable: { zh: '不能停用自己，请由其他管理员操作', en: 'You cannot disable yourself. Ask another administrator' },
  ownReset: { zh: '请在「我的账号」里修改自己的密码', en: 'Change your own password on your account page' },
  last: { zh: '这是最后一位全局管理员，请先指定另一位', en: 'This is the last administrator of everything. Name another one first' },
  taken: { zh: '这个用户名已被使用', en: 'This user name is taken' },
  outside: { zh: '不存在，或不在您的管辖范围内', en: 'It does not exist, or is outside your scope' },
  noGrant: { zh: '请至少给一项权限', en: 'Give at least one right' },
  personTaken: { zh: '此人已有登录账号', en: 'This person has a sign-in already' },
} as const satisfies Record<string, Bilingual>
