import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike, duplicatesOf, pairsOf, plainPlace, recurringOf, sameness, type Compared, type Matter } from './similar-rules.ts'

const [house, lift, other] = ['h', 'l1', 'l2']
const said = (title: string, more: Partial<Matter> = {}): Matter => ({ building: house, device: null, place: '', category: 'repair', title, ...more })
const one = (title: string, more: Partial<Compared> = {}): Compared => ({ ...said(title), id: title, at: '2026-01-01T00:00:00.000Z', ...more })

describe('words that are alike', () => {
  it('share pairs of letters, in any width and case', () => {
    expect(pairsOf('灯不亮')).toEqual(new Set(['灯不', '不亮']))
    expect(pairsOf('ＬＥＤ灯')).toEqual(pairsOf('led 灯'))
    expect(pairsOf('灯')).toEqual(new Set(['灯']))
    expect(pairsOf('！…')).toEqual(new Set())
  })

  it('are so both ways, wholly only with themselves, and never more than wholly', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
      const [x, y] = [pairsOf(a), pairsOf(b)]
      const score = alike(x, y)
      return score === alike(y, x) && score >= 0 && score <= 1 && (x.size === 0 || alike(x, x) === 1)
    }))
  })
})

describe('what may be the same matter', () => {
  it('has like words at the same building', () => {
    const open = [one('电梯异响'), one('单元门禁坏了'), one('厨房下水道堵塞')]
    expect(duplicatesOf(said('电梯有异响'), open)).toEqual(['电梯异响'])
    expect(duplicatesOf(said('下水道堵'), open)).toEqual(['厨房下水道堵塞'])
    expect(duplicatesOf(said('路灯不亮'), open)).toEqual([])
  })

  it('is surer in the same room and less so in another', () => {
    const title = '厨房漏水'
    const here = sameness(said(title, { place: '2 单元 1201' }), one('漏水', { place: '2单元1201室' }))
    const nowhere = sameness(said(title, { place: '' }), one('漏水', { place: '2单元1201室' }))
    expect(here).toBeGreaterThan(nowhere)
    expect(sameness(said('水管漏水', { place: '2 单元 1201' }), one('空调漏水', { place: '1 单元 302' }))).toBe(0)
    expect(plainPlace('2 单元 1201 室')).toBe(plainPlace('２单元-1201'))
  })

  it('is never about another device, and about the same one also in few words', () => {
    expect(sameness(said('电梯异响', { device: lift }), one('电梯异响', { device: other }))).toBe(0)
    expect(sameness(said('异响', { device: lift }), one('电梯有异响', { device: lift }))).toBeGreaterThan(0.5)
  })

  it('is shown before anything is typed only where the very place tells', () => {
    expect(duplicatesOf(said('', { device: lift }), [one('门关不上', { device: lift }), one('灯不亮')])).toEqual(['门关不上'])
    expect(duplicatesOf(said(''), [one('灯不亮')])).toEqual([])
  })

  it('may be of another category only in nearly the same words', () => {
    expect(sameness(said('大堂灯不亮'), one('大堂灯不亮', { category: 'complaint' }))).toBeGreaterThan(0)
    expect(sameness(said('大堂灯不亮'), one('大堂灯不干净', { category: 'cleaning' }))).toBe(0)
  })

  it('comes surest first, of equals the newest, and five at most', () => {
    const open = Array.from({ length: 9 }, (_, i) => one('灯不亮', { id: String(i), at: `2026-01-0${i + 1}T00:00:00.000Z` }))
    expect(duplicatesOf(said('灯不亮'), [...open, one('大堂灯不亮了吗', { id: 'x' })])).toEqual(['8', '7', '6', '5', '4'])
  })
})

it('a fault that came back is counted with its first time', () => {
  const past = [one('电梯异响', { id: 'a', at: '2026-01-05T00:00:00.000Z' }), one('电梯又异响', { id: 'b', at: '2026-02-05T00:00:00.000Z' }), one('路灯不亮', { id: 'c' }), one('电梯异响', { id: 'd', category: 'complaint' })]
  expect(recurringOf(said('电梯异响'), past)).toEqual({ count: 2, since: '2026-01-05T00:00:00.000Z', ids: ['b', 'a'] })
  expect(recurringOf(said('蚊子多'), past)).toEqual({ count: 0, since: null, ids: [] })
})
