import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { AuditAsk, AuditEntry, AuditFilter } from '#shared/audit.ts'
import { queries } from '#shared/queries.ts'
import type { GrantableRole, Scope } from '#shared/roles.ts'
import { auditQueries } from '#server/audit/audit-queries.ts'
import { bounded } from '#server/audit/audit-rules.ts'
import { auditLines, type Seen } from '#server/audit/audit-store.ts'
import type { Caller } from '#server/identity/caller.ts'
import { Refusal } from '#server/refusal.ts'
import { asking, openFeatures, type Features } from './features.ts'

let features: Features
let owner: Sql
const rare = { actor: randomUUID(), name: 'peopleExport' }

/** 100,000 lines over 100 days: three in ten of community A, as many of B, the rest of none. */
beforeAll(async () => {
  features = await openFeatures()
  owner = connect(features.url, { max: 1, name: 'test-owner', statementTimeout: 120_000 })
  const { a, b } = features.world
  await owner`insert into audit (at, command_id, name, by, community_id, mode, outcome, detail)
    select now() - (100000 - n) * interval '86 seconds', gen_random_uuid(),
      case when n % 5000 = 0 then ${rare.name} when n % 3 = 0 then 'order.report' else 'session.created' end,
      jsonb_build_object('kind', 'person', 'id', case when n % 9000 = 0 then ${rare.actor} else 'u' || n % 40 end, 'name', '用户' || n % 40),
      case when n % 10 < 3 then ${a.id}::uuid when n % 10 < 6 then ${b.id}::uuid end, 'real',
      case when n % 11 = 0 then 'refused' else 'done' end, jsonb_build_object('n', n, 'note', case n when 77777 then '=一百%_' when 33333 then '很久以前' else '' end)
    from generate_series(1, 100000) n`
  await owner`analyze audit`
})
afterAll(async () => {
  await owner?.end()
  await features?.close()
})

const caller = (role: GrantableRole, scope: Scope): Caller => ({ ...features.caller, grants: [{ role, scope }] })
const administrator = (scope: Scope = { kind: 'everything' }): Caller => caller('administrator', scope)
const read = (who: Caller, params: Record<string, unknown> = {}) =>
  auditQueries.audit(features.parts, { ...asking, id: '', params: {}, body: AuditAsk.parse(params), caller: who, now: Date.now() })
const fault = (error: unknown): string => (error instanceof Refusal ? error.fault : String(error))

describe('searching the audit', () => {
  it('goes back page by page without a gap, newest first', async () => {
    const first = await read(administrator(), { limit: 300 })
    const second = await read(administrator(), { limit: 300, before: first.entries.at(-1)?.seq })
    const numbers = [...first.entries, ...second.entries].map(({ seq }) => seq)
    expect(numbers).toEqual(Array.from({ length: 600 }, (_, i) => (numbers[0] ?? 0) - i))
    expect(first.more).toBe(true)
    expect(() => first.entries.map((entry) => AuditEntry.parse(entry))).not.toThrow()
    expect((await read(administrator(), { name: rare.name, limit: 500 })).more).toBe(false)
  })

  it('finds by every filter, and by several at once', async () => {
    const seen = async (params: Record<string, unknown>) => (await read(administrator(), { limit: 500, ...params })).entries
    expect(await seen({ actor: rare.actor })).toHaveLength(11)
    expect(await seen({ name: rare.name })).toHaveLength(20)
    expect((await seen({ outcome: 'refused', name: rare.name })).every(({ outcome, name }) => outcome === 'refused' && name === rare.name)).toBe(true)
    expect(await seen({ text: '=一百%_' })).toMatchObject([{ detail: { n: 77_777 } }])
    expect(await seen({ text: '用户3', name: rare.name })).toEqual([])
    const at = Date.now() - 50 * 86_400_000
    const [from, to] = [at, at + 3_600_000].map((time) => new Date(time).toISOString())
    expect(await seen({ from: '1970-01-01T00:00:00Z', to: '1970-01-02T00:00:00Z' })).toEqual([])
    expect(AuditAsk.safeParse({ from: '0000-01-01T00:00:00Z' }).success).toBe(false)
    const hour = await seen({ from, to })
    expect(hour.length).toBeGreaterThan(38)
    expect(hour.every((entry) => entry.at >= (from ?? '') && entry.at < (to ?? ''))).toBe(true)
  })

  it('looks for a text 31 days back where no beginning is given, and says so', async () => {
    const day = 86_400_000
    const now = Date.now()
    const from = new Date(now - 100 * day).toISOString()
    expect(await read(administrator(), { text: '很久以前', from })).toMatchObject({ entries: [{ detail: { n: 33_333 } }], since: null })
    const { entries, since } = await read(administrator(), { text: '很久以前' })
    expect(entries).toEqual([])
    expect(Date.parse(since ?? '')).toBeGreaterThanOrEqual(now - 31 * day)
    expect(Date.parse(since ?? '')).toBeLessThan(now - 31 * day + 3_600_000)
    const to = new Date(now - 50 * day).toISOString()
    expect(await read(administrator(), { text: '很久以前', to })).toMatchObject({ entries: [{ detail: { n: 33_333 } }], since: new Date(now - 81 * day).toISOString() })
    expect((await read(administrator(), { name: rare.name, text: ' ' })).since).toBeNull()
    const { sql, params } = auditLines(features.parts, null, bounded({ text: 'nowhere' }, now).filter, null, 101).toSQL()
    const plan = JSON.stringify(await owner.unsafe(`explain (analyze, format json) ${sql}`, params as postgres.ParameterOrJSON<never>[]))
    const passed = [...plan.matchAll(/"Rows Removed by Filter":(\d+)/g)].map((found) => Number(found[1]))
    expect(passed.length).toBeGreaterThan(0)
    expect(Math.max(...passed), plan).toBeLessThan(32_000)
  })

  it('an administrator of a part sees lines of that part, and none that are of no community', async () => {
    const { a, b } = features.world
    for (const scope of [{ kind: 'community', id: a.id }, { kind: 'region', id: a.region }] as const) {
      const { entries } = await read(administrator(scope), { limit: 500 })
      expect(new Set(entries.map(({ community }) => community))).toEqual(new Set([a.id]))
      await expect(read(administrator(scope), { community: b.id }).catch((error: unknown) => Promise.reject(new Error(fault(error))))).rejects.toThrow('not-found')
    }
    const all = await read(administrator(), { limit: 500 })
    expect(new Set(all.entries.map(({ community }) => community))).toEqual(new Set([a.id, b.id, null]))
    expect((await read(administrator(), { community: b.id })).entries.every(({ community }) => community === b.id)).toBe(true)
    const manager = caller('duty-manager', { kind: 'everything' })
    await expect(read(manager).catch((error: unknown) => Promise.reject(new Error(fault(error))))).rejects.toThrow('not-allowed')
  })

  it('does not read the whole table for what is looked for', async () => {
    const { a, b } = features.world
    const at = Date.now() - 60 * 86_400_000
    const span = { from: new Date(at).toISOString(), to: new Date(at + 3_600_000).toISOString() }
    const asked: [Seen, AuditFilter][] = [
      [null, {}], [[a.id], {}], [[a.id, b.id], {}], [null, span], [[a.id], span], [null, { actor: rare.actor }], [null, { name: rare.name }],
      [null, { ...span, text: 'x' }], [null, { outcome: 'refused' }],
    ]
    for (const [seen, filter] of asked) {
      for (const before of [null, 50_000]) {
        const { sql, params } = auditLines(features.parts, seen, filter, before, 101).toSQL()
        const plan = await owner.unsafe(`explain (analyze, format json) ${sql}`, params as postgres.ParameterOrJSON<never>[])
        const text = JSON.stringify(plan)
        expect(text, `${JSON.stringify([filter, before])} ${text}`).not.toContain('Seq Scan')
        // Nor by way of an index.
        const passed = [...text.matchAll(/"Rows Removed by Filter":(\d+)/g)].map((found) => Number(found[1]))
        expect(Math.max(0, ...passed), JSON.stringify([filter, before])).toBeLessThan(5_000)
      }
    }
  })
})

describe('exporting it', () => {
  it('gives every line asked for, and says what was asked for', async () => {
    const told: unknown[] = []
    const ask = { ...asking, id: '', params: {}, body: AuditFilter.parse({ name: rare.name }), caller: administrator(), now: Date.now(), tell: (...what: unknown[]) => void told.push(what) }
    const text = await auditQueries.auditExport(features.parts, ask)
    expect(text.split('\r\n')).toHaveLength(22)
    expect(told).toEqual([[null, { name: rare.name }]])
    expect(queries.auditExport.logged).toBe(true)
  })

  it('keeps of a text only that there was one', async () => {
    const told: unknown[] = []
    const ask = { ...asking, id: '', params: {}, body: AuditFilter.parse({ text: '13800138000' }), caller: administrator(), now: Date.now(), tell: (...what: unknown[]) => void told.push(what) }
    await auditQueries.auditExport(features.parts, ask)
    expect(told).toEqual([[null, { text: true, from: expect.any(String) }]])
  })

  it('a scope cuts it too, and what begins like a formula is text', async () => {
    const { a } = features.world
    const ask = { ...asking, id: '', params: {}, body: AuditFilter.parse({}), caller: administrator({ kind: 'community', id: a.id }), now: Date.now() }
    const rows = (await auditQueries.auditExport(features.parts, ask)).trimEnd().split('\r\n')
    expect(rows.length).toBeGreaterThan(29_000)
    expect(rows.slice(1).every((row) => row.includes(',A,real,'))).toBe(true)
  })
})
