import { expect, test } from 'vitest'
import { z } from 'zod'
import { Household } from '#shared/households.ts'
import { makeDemo } from './demo.ts'

const demo = makeDemo({ now: Date.parse('2026-11-21T06:32:00Z') })
const { households } = demo

test('about 3 % of all households are on file as red and 9 % as yellow', () => {
  const all = demo.communities.reduce((sum, community) => sum + community.households, 0)
  const share = (level: string) => households.filter((one) => one.level === level).length / all
  expect(share('red')).toBeGreaterThan(0.026)
  expect(share('red')).toBeLessThan(0.034)
  expect(share('yellow')).toBeGreaterThan(0.082)
  expect(share('yellow')).toBeLessThan(0.098)
})

test('each is in the words of the contract, in a flat of its own, in a house of its community', () => {
  z.array(Household).parse(households)
  const buildings = new Map(demo.buildings.map((building) => [building.id, building]))
  const flats = new Set(households.map(({ building, place }) => `${building} ${place}`))
  expect(flats.size).toBe(households.length)
  for (const one of households) {
    const building = buildings.get(one.building)
    expect([building?.community, building?.use]).toEqual([one.community, 'residential'])
    const [, unit, level] = /^(\d+) 单元 (\d+)\d\d$/.exec(one.place) ?? []
    expect(Number(unit)).toBeLessThanOrEqual(building?.units ?? 0)
    expect(Number(level)).toBeLessThanOrEqual(building?.levels ?? 0)
  }
})

test('every phone looks made up', () => {
  const phones = households.flatMap(({ phone }) => phone ?? [])
  expect(phones.length).toBeGreaterThan(households.length * 0.9)
  for (const phone of phones) expect(phone).toMatch(/^13\d 0000 \d{4}$/)
})

test('comes out the same from the same seed', () => {
  expect(makeDemo({ now: Date.parse('2026-12-24T06:32:00Z') }).households).toEqual(households)
})
