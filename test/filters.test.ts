import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filterCommands } from '#server/filters/filter-commands.ts'
import { filterQueries } from '#server/filters/filter-queries.ts'
import { Refusal } from '#server/refusal.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let features: Features
beforeAll(async () => {
  features = await openFeatures()
})
afterAll(async () => features?.close())

const other = () => ({ ...features, caller: { ...features.caller, actor: { kind: 'person' as const, id: 'somebody-else', name: 'else' } } })
const listed = async ({ parts, caller }: Pick<Features, 'parts' | 'caller'>) => filterQueries.filters(parts, { ...asking, id: '', params: {}, caller, now: Date.now() })

it('is kept for who saved it, replaced under its name, and dropped by nobody else', async () => {
  const first = await carryOut(features, filterCommands, 'filter.save', { name: '超时', filter: { late: true } })
  const again = await carryOut(features, filterCommands, 'filter.save', { name: '超时', filter: { late: true, text: '漏水' } })
  expect(again.body).toMatchObject({ id: first.body.id, version: 2 })
  expect(await listed(features)).toMatchObject([{ name: '超时', filter: { text: '漏水' } }])
  expect(await listed(other())).toEqual([])
  await expect(carryOut(other(), filterCommands, 'filter.drop', { version: 2 }, first.body.id)).rejects.toThrow(Refusal)
  await expect(carryOut(features, filterCommands, 'filter.drop', { version: 1 }, first.body.id)).rejects.toThrow(Refusal)
  await carryOut(features, filterCommands, 'filter.drop', { version: 2 }, first.body.id)
  expect(await listed(features)).toEqual([])
})

it('leaves no fact: what somebody looks for is nobody else’s business', async () => {
  await carryOut(features, filterCommands, 'filter.save', { name: '某住户', filter: { text: '住户王某' } })
  const facts = await features.parts.sql`select 1 from fact where body::text like '%住户王某%'`
  expect(facts).toEqual([])
})

it('is refused beyond fifty', async () => {
  for (let i = (await listed(features)).length; i < 50; i++) await carryOut(features, filterCommands, 'filter.save', { name: randomUUID(), filter: {} })
  await expect(carryOut(features, filterCommands, 'filter.save', { name: 'one more', filter: {} })).rejects.toThrow(Refusal)
})
