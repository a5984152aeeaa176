import { and, getTableColumns, inArray } from 'drizzle-orm'
import { deviceHeard, deviceValues } from '#db/schema/devices.ts'
import type { Device, DeviceAsk, DeviceValue } from '#shared/devices.ts'
import type { Parts } from '../parts.ts'
import { readDevices } from './device-store.ts'

/** What is looked for: `communities` null is the whole company. */
export type Sought = Pick<DeviceAsk, 'building' | 'kinds' | 'states' | 'text'> & { communities: readonly string[] | null }
type After = NonNullable<DeviceAsk['after']>
type Reads = Pick<Parts, 'db' | 'sql'>

/** A page, worst first and then by code as people count, and where the next one begins; null where there is none. */
export async function devicePage(parts: Reads, sought: Sought, after: After | null, limit: number): Promise<{ devices: Device[]; more: After | null }> {
  const { where, values } = await conditions(parts, sought)
  const from = after ? ` and (rank, code_order, id) > (device_rank($${values.push(after.state)}), natural_order($${values.push(after.code)}), $${values.push(after.id)}::uuid)` : ''
  const states = sought.states.length > 0 ? ` and rank in (${sought.states.map((state) => `device_rank($${values.push(state)})`).join(', ')})` : ''
  const rows = await parts.sql.unsafe<After[]>(`select state, code, id from device where ${where}${states}${from} order by rank, code_order, id limit ${limit + 1}`, values)
  const page = rows.slice(0, limit)
  const found = new Map((await readDevices(parts, page.map(({ id }) => id))).map((device) => [device.id, device]))
  const last = rows.length > limit ? page.at(-1) : undefined
  return { devices: page.flatMap(({ id }) => found.get(id) ?? []), more: last ? { state: last.state, code: last.code, id: last.id } : null }
}

/** Hours and counts that only grow tell least of how a device is. */
const dull = ['runningHours', 'energy', 'trips', 'signal']
const keysShown = 3

/** Of each device the newest values of a few keys, and when it was last heard. */
export async function lastWords({ db, sql: ask }: Reads, ids: readonly string[]): Promise<{ said: Record<string, DeviceValue[]>; heard: Record<string, string> }> {
  if (ids.length === 0) return { said: {}, heard: {} }
  const { device, ...columns } = getTableColumns(deviceValues)
  const [keys, spoke] = await Promise.all([
    ask<{ device: string; key: string }[]>`
      select device_id as device, key from (
        select device_id, key, row_number() over (partition by device_id order by key = any(${dull}), key) as place from device_value where device_id = any(${[...ids]}::uuid[])
      ) v where place <= ${keysShown}`,
    db.select().from(deviceHeard).where(inArray(deviceHeard.device, [...ids])),
  ])
  const wanted = new Set(keys.map((row) => `${row.device} ${row.key}`))
  const rows = wanted.size === 0 ? [] : await db.select({ device, ...columns }).from(deviceValues).where(and(inArray(device, [...ids]), inArray(deviceValues.key, [...new Set(keys.map(({ key }) => key))])))
  const said: Record<string, DeviceValue[]> = {}
  for (const { device: of, ...value } of rows) if (wanted.has(`${of} ${value.key}`)) (said[of] ??= []).push(value)
  return { said, heard: Object.fromEntries(spoke.map((row) => [row.device, row.at])) }
}

/** How many there are in each state, whichever states are asked for. */
export async function deviceCounts(parts: Reads, sought: Sought): Promise<Record<string, number>> {
  const { where, values } = await conditions(parts, sought)
  const rows = await parts.sql.unsafe<{ state: string; count: number }[]>(`select state, count(*)::int as count from device where ${where} group by state`, values)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

type Given = (string | readonly string[])[]

async function conditions(parts: Pick<Parts, 'sql'>, { communities, building, kinds, text }: Sought): Promise<{ where: string; values: Given }> {
  const values: Given = []
  const tests = ['removed_at is null']
  if (communities) tests.push(`community_id = any($${values.push(communities)}::uuid[])`)
  if (building) tests.push(`building_id = $${values.push(building)}::uuid`)
  if (kinds.length > 0) tests.push(`kind = any($${values.push(kinds)}::text[])`)
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length > 0) {
    const [made] = await parts.sql<{ grams: string[]; patterns: string[] }[]>`
      select array(select distinct gram from unnest(said) s, unnest(order_grams(s)) gram) as grams, array(select '%' || replace(replace(s, '\\', '\\\\'), '_', '\\_') || '%' from unnest(said) s) as patterns
      from (select array(select trim(order_text(word)) from unnest(${words}::text[]) word where trim(order_text(word)) <> '') as said) s`
    // Signs alone find nothing.
    if (!made || made.patterns.length === 0) tests.push('false')
    else {
      if (made.grams.length > 0) tests.push(`order_grams(words) @> $${values.push(made.grams)}::text[]`)
      tests.push(`words like all($${values.push(made.patterns)}::text[])`)
    }
  }
  return { where: tests.join(' and '), values }
}
