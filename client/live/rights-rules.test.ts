import { describe, expect, test } from 'vitest'
import { commands, type CommandName } from '#shared/commands.ts'
import { drillOnly, grantable, may, ownOnly, roles, sees, type Role, type Scope, type View } from '#shared/roles.ts'
import type { Community } from '#shared/sites.ts'
import { judge, judgeView, type Holder } from './rights-rules.ts'

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const [north, south, a, b, c, self] = [id(1), id(2), id(3), id(4), id(5), id(6)]
const community = (own: string, region: string) => ({ id: own, region }) as Community
const holder = (held: [Role, Scope][], person: string | null = self): Holder => ({
  grants: held.map(([role, scope]) => ({ role, scope })), communities: [community(a, north), community(b, north), community(c, south)], person,
})
const everything: Scope = { kind: 'everything' }
const names = Object.keys(commands) as CommandName[]
const anybodys = ['order.report', 'order.grab', 'order.join', 'order.reassign', 'order.redistribute']
const moves = names.filter((name) => name.startsWith('order.') && !anybodys.includes(name))

describe.each(roles)('%s', (role) => {
  const me = holder([[role, everything]])

  test.each(names)('is offered %s exactly where the table allows it', (command) => {
    const allowed = may[command].includes(role)
    expect(judge(me, command, a)).toBe(allowed ? 'yes' : 'never')
    const fourEyes = command === 'order.verify' || command === 'order.call-back'
    expect(judge(me, command, a, { order: { assignee: self }, drill: true })).toBe(allowed && !fourEyes ? 'yes' : 'never')
    const others = allowed && moves.includes(command) && ownOnly.includes(role) ? 'own-only' : allowed ? 'yes' : 'never'
    expect(judge(me, command, a, { order: { assignee: id(9) } })).toBe(others)
    expect(judge(me, command, a, { order: { assignee: null } })).toBe(others)
    const real = allowed && command.startsWith('activation.') && drillOnly.includes(role) ? 'drill-only' : allowed ? 'yes' : 'never'
    expect(judge(me, command, a, { drill: false })).toBe(real)
  })

  test('is offered to look exactly at what the table lets it see', () => {
    for (const view of Object.keys(sees) as View[]) expect(judgeView(me, view, a), view).toBe(sees[view].includes(role) ? 'yes' : 'never')
    const contact = sees.orderContact.includes(role)
    expect(judgeView(me, 'orderContact', a, { order: { assignee: self } })).toBe(contact ? 'yes' : 'never')
    expect(judgeView(me, 'orderContact', a, { order: { assignee: id(9) } })).toBe(contact ? (ownOnly.includes(role) ? 'own-only' : 'yes') : 'never')
  })
})

test('a role counts where its scope covers the community, and nowhere else', () => {
  const me = holder([['duty-manager', { kind: 'community', id: a }], ['field', { kind: 'region', id: north }]])
  expect([a, b, c].map((one) => judge(me, 'order.cancel', one))).toEqual(['yes', 'never', 'never'])
  expect([a, b, c].map((one) => judge(me, 'order.accept', one, { order: { assignee: id(9) } }))).toEqual(['yes', 'own-only', 'never'])
  expect([a, b, c].map((one) => judgeView(me, 'positions', one))).toEqual(['yes', 'never', 'never'])
  expect(judge(me, 'order.accept', id(7))).toBe('never')
})

test('with a second role that knows no such limit, the limit is gone', () => {
  expect(judge(holder([['field', everything], ['butler', everything]]), 'order.accept', a, { order: { assignee: id(9) } })).toBe('yes')
  expect(judge(holder([['drill-lead', everything], ['duty-manager', everything]]), 'activation.start', a, { drill: false })).toBe('yes')
})

test('who is nobody among the staff has no orders of their own', () => {
  expect(judge(holder([['field', everything]], null), 'order.accept', a, { order: { assignee: null } })).toBe('own-only')
  expect(judge(holder([['field', everything]], null), 'order.grab', a)).toBe('never')
})

test('what dispatch gives to somebody is not offered to others of the field, nor what they gave back', () => {
  const dispatch = (mode: 'grab' | 'propose', person: string | null, passed: string[] = []) => ({ order: { assignee: null, dispatch: { mode, person, until: null, passed } } })
  const [field, butler] = (['field', 'butler'] as const).map((role) => (about: ReturnType<typeof dispatch>) => judge(holder([[role, everything]]), 'order.grab', a, about))
  const abouts = [dispatch('grab', null), dispatch('propose', null), dispatch('propose', id(9)), dispatch('grab', null, [self])]
  expect(abouts.map((about) => field?.(about))).toEqual(['yes', 'yes', 'never', 'never'])
  expect(abouts.map((about) => butler?.(about))).toEqual(['yes', 'yes', 'yes', 'yes'])
})

test('a wall is offered nothing to do', () => {
  expect(names.filter((command) => judge(holder([['wall', everything]]), command, a) !== 'never')).toEqual([])
  expect(names.filter((command) => grantable.some((role) => judge(holder([[role, everything]]), command, a) === 'yes'))).toEqual(names)
})
