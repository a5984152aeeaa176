import type { Sql } from '#db/client.ts'
import { Gathered, perPool } from '../live/gathered.ts'

export type HeardDevice = { id: string; community: string; /** What speaks for it. */ gateway: string | null }

const communities = perPool((sql) => new Gathered((codes) => readCommunities(sql, codes)))
/** Ids of communities by their codes. */
export const communitiesByCode = (sql: Sql, codes: readonly string[]): Promise<ReadonlyMap<string, string>> => communities(sql).get(codes)

async function readCommunities(sql: Sql, codes: string[]): Promise<Map<string, string>> {
  const rows = await sql<{ code: string; id: string }[]>`select code, id from community where code = any(${codes}::text[])`
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** A unit separator can be in no code. */
export const codeKey = (community: string, code: string): string => `${community}\u001f${code}`

const devices = perPool((sql) => new Gathered((keys) => readDevices(sql, keys)))
/** Devices that are still there, by `codeKey` or by their id. */
export const devicesByKey = (sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, HeardDevice>> => devices(sql).get(keys)

async function readDevices(sql: Sql, keys: string[]): Promise<Map<string, HeardDevice>> {
  const [named, known] = [keys.filter((key) => key.includes('\u001f')), keys.filter((key) => !key.includes('\u001f'))]
  const rows = await sql<(HeardDevice & { key: string })[]>`
    select k.key, d.id, d.community_id as community, d.gateway_id as gateway
    from (select key, split_part(key, chr(31), 1)::uuid as community, split_part(key, chr(31), 2) as code from unnest(${named}::text[]) key) k
    join device d on d.community_id = k.community and d.code = k.code
    where d.removed_at is null
    union all
    select d.id::text, d.id, d.community_id, d.gateway_id from device d where d.id = any(${known}::uuid[]) and d.removed_at is null`
  return new Map(rows.map(({ key, ...device }) => [key, device]))
}
