import { createHash } from 'node:crypto'
import type { Sql } from '#db/client.ts'
import { functionPrints, triggerShapes } from './chain-guard-prints.ts'

/** What keeps the audit and is not as the migrations made it. `foreign`: it is none of theirs. */
export type Oddity = { what: 'trigger' | 'rule' | 'function'; name: string; fault: 'gone' | 'changed' | 'foreign' }

const tables = `(pg_catalog.to_regclass('public.audit'), pg_catalog.to_regclass('public.audit_seal'), pg_catalog.to_regclass('public.audit_anchor'))`

/** Triggers, rules and functions round the audit that are missing, switched off, other than in this release, or somebody else's. */
export async function oddGuards(sql: Sql): Promise<Oddity[]> {
  const rules = await sql.unsafe<{ name: string }[]>(`select rulename as name from pg_catalog.pg_rewrite where ev_class in ${tables} order by 1`)
  return [
    ...compared('trigger', await readTriggers(sql), triggerShapes),
    ...rules.map(({ name }) => ({ what: 'rule', name, fault: 'foreign' }) as const),
    ...compared('function', await readFunctions(sql), functionPrints),
  ]
}

type Found = { name: string; print: string }

function compared(what: 'trigger' | 'function', found: readonly Found[], ours: Readonly<Record<string, string>>): Oddity[] {
  const missing = Object.keys(ours).filter((name) => !found.some((one) => one.name === name))
  const oddities = missing.map((name): Oddity => ({ what, name, fault: 'gone' }))
  const met = new Set<string>()
  for (const { name, print } of found) {
    if (!Object.hasOwn(ours, name)) oddities.push({ what, name, fault: 'foreign' })
    // A second of the same name may be called in the place of the first.
    else if (print !== ours[name] || met.has(name)) oddities.push({ what, name, fault: 'changed' })
    met.add(name)
  }
  return oddities
}

/** One that is switched off counts as not there. */
export const readTriggers = (sql: Sql): Promise<Found[]> =>
  sql.unsafe<Found[]>(
    `select t.tgname as name, pg_catalog.concat_ws(' ', c.relname, n.nspname, p.proname, t.tgtype, t.tgqual, t.tgattr, t.tgoldtable, t.tgnewtable, t.tgnargs, t.tgisinternal) as print
     from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
     join pg_catalog.pg_proc p on p.oid = t.tgfoid join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where t.tgrelid in ${tables} and t.tgenabled in ('O', 'A') order by 1`,
  )

/** All that PostgreSQL goes by when it calls one, as a SHA-256 in hex; `pg_get_functiondef` is not written alike by all its releases. */
export async function readFunctions(sql: Sql): Promise<Found[]> {
  const rows = await sql.unsafe<{ name: string; definition: unknown[] }[]>(
    `select p.proname as name, pg_catalog.json_build_array(p.proargtypes::pg_catalog.regtype[]::text, p.proargnames::text, p.prorettype::pg_catalog.regtype::text, p.proretset,
       l.lanname, p.prokind, p.provolatile, p.prosecdef, p.proisstrict, p.proconfig::text, p.prosrc, p.probin, p.prosqlbody is null) as definition
     from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
     where p.pronamespace = 'public'::pg_catalog.regnamespace and p.proname = any(pg_catalog.string_to_array($1, ',')) order by 1, p.oid`,
    [Object.keys(functionPrints).join()],
  )
  return rows.map(({ name, definition }) => ({ name, print: createHash('sha256').update(JSON.stringify(definition)).digest('hex') }))
}
