import type { Sql } from '#db/client.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { KeyHolder } from '../live/handler.ts'

export type HeardDevice = { id: string; community: string; /** What speaks for it. */ gateway: string | null }

/** A key of one device speaks for it and for what it is the gateway of, one of a community for all there, one of the company for all. */
export const speaksFor = ({ community, device }: KeyHolder, heard: HeardDevice): boolean =>
  (community === null || heard.community === community) && (!device || heard.id === device || heard.gateway === device)

/** No code has what the database cannot hold, nor what keeps codes apart. */
// oxlint-disable-next-line no-control-regex -- the point is to refuse them
export const isCode = (text: string): boolean => text.length <= 120 && !/[\u0000-\u001f\ud800-\udfff]/u.test(text)

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
