import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grantable, within as withinScope, type Grant, type Held, type Scope } from '#shared/roles.ts'
import { distinct, holds, isChief, reachOf, reachOfMember, reasons, whyNot } from './member-rules.ts'

const regionOf: Record<string, string> = { a1: 'north', a2: 'north', b1: 'south' }
const within = (inner: Scope, outer: Scope): boolean => withinScope(inner, outer, (id) => regionOf[id] ?? null)

const everything: Scope = { kind: 'everything' }
const region = (id: string): Scope => ({ kind: 'region', id })
const community = (id: string): Scope => ({ kind: 'community', id })
const administrator = (scope: Scope): Grant => ({ role: 'administrator', scope })
const observer = (scope: Scope): Grant => ({ role: 'observer', scope })

describe('how far an administrator reaches', () => {
  it('is what lies wholly within their scope', () => {
    const held = [administrator(region('north'))]
    expect(reachOf(held, community('a1'), within)).toBe('administers')
    expect(reachOf(held, region('north'), within)).toBe('administers')
    expect(reachOf(held, community('b1'), within)).toBe('none')
    expect(reachOf(held, everything, within)).toBe('none')
  })

  it('is not what they merely see', () => {
    expect(reachOf([observer(everything), administrator(community('a1'))], community('b1'), within)).toBe('sees')
  })

  it('ends where one right of a member lies outside', () => {
    const held = [administrator(region('north'))]
    expect(reachOfMember(held, [observer(community('a1')), observer(community('a2'))], within)).toBe('administers')
    expect(reachOfMember(held, [observer(community('a1')), observer(community('b1'))], within)).toBe('none')
    expect(reachOfMember([...held, observer(region('south'))], [observer(community('a1')), observer(community('b1'))], within)).toBe('sees')
  })

  it('takes in who has no rights only from above everything', () => {
    expect(reachOfMember([administrator(region('north'))], [], within)).toBe('none')
    expect(reachOfMember([administrator(everything)], [], within)).toBe('administers')
  })
})

const scopes = fc.constantFrom<Scope>(everything, region('north'), region('south'), community('a1'), community('a2'), community('b1'))
const grants = fc.array(fc.record({ role: fc.constantFrom(...grantable), scope: scopes }), { maxLength: 6 })

describe('whatever somebody holds', () => {
  it('they administer no member of whom some right lies outside all that they administer', () => {
    fc.assert(fc.property(grants, grants, (held: Held[], member: Grant[]) => {
      const own = held.filter(({ role }) => role === 'administrator')
      const inside = member.length > 0 && member.every(({ scope }) => own.some((grant) => within(scope, grant.scope)))
      const above = own.some(({ scope }) => scope.kind === 'everything')
      expect(reachOfMember(held, member, within) === 'administers').toBe(inside || above)
    }))
  })

  it('rights said twice are rights said once', () => {
    fc.assert(fc.property(grants, (some) => {
      const once = distinct(some)
      expect(distinct([...once, ...some])).toEqual(once)
      expect(some.every((grant) => holds(once, grant))).toBe(true)
    }))
  })
})

describe('rights are not changed', () => {
  const chief = [administrator(everything)]
  const base = { source: 'password' as const, before: chief, after: chief, own: false, otherChiefs: 1 }

  it('by those whose own they are, if that makes them less', () => {
    expect(whyNot({ ...base, own: true, after: [observer(everything)] })).toBe(reasons.own)
    expect(whyNot({ ...base, own: true, after: [...chief, observer(everything)] })).toBeNull()
  })

  it('of the last who administers everything', () => {
    expect(whyNot({ ...base, after: [], otherChiefs: 0 })).toBe(reasons.last)
    expect(whyNot({ ...base, after: [] })).toBeNull()
    expect(whyNot({ ...base, after: [...chief, observer(everything)], otherChiefs: 0 })).toBeNull()
    expect(isChief([administrator(region('north'))])).toBe(false)
  })

  it('of a company account, whose groups decide', () => {
    expect(whyNot({ ...base, source: 'company', after: [...chief, observer(everything)] })).toBe(reasons.company)
    expect(whyNot({ ...base, source: 'company' })).toBeNull()
  })
})
