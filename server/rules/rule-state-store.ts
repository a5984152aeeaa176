import type { Sql } from '#db/client.ts'
import type { Severity } from '#shared/alarms.ts'
import type { ValueRule } from '#shared/rules.ts'
import type { RuleState } from './judge-rules.ts'
import { markOf } from './rule-rules.ts'

/** What is to be said of an alarm; `id` makes it one, however often it is said. */
export type Unsaid = { id: string; kind: string; severity: Severity; change: 'raised' | 'cleared'; text: string; at: string }
/**
 * A state as it is kept, with what has followed from it and may not have been said yet: it is stored before it is said, so that whoever
 * comes after a crash says it, once. `of`: what the rule was when it was judged.
 */
export type Held = { of: string; kind: string; severity: Severity; state: RuleState; unsaid: Unsaid[] }

export type Pair = { rule: string; device: string }
export const pairKey = ({ rule, device }: Pair): string => `${rule}/${device}`

/** A state in the place of another; `before` null: there was none. `dueAt` in epoch milliseconds. */
export type Moved = Pair & { before: Held | null; after: Held; dueAt: number | null }

export async function readStates(sql: Sql, pairs: readonly Pair[]): Promise<Map<string, Held>> {
  const rows = await sql<(Pair & { state: Held })[]>`
    select s.rule_id as rule, s.device_id as device, s.state from unnest(${pairs.map(({ rule }) => rule)}::uuid[], ${pairs.map(({ device }) => device)}::uuid[]) p (rule, device)
    join rule_state s on s.rule_id = p.rule and s.device_id = p.device`
  return new Map(rows.map((row) => [pairKey(row), row.state]))
}

/** Puts states in the place of those they follow, while their rule is as it was; gives the pairs of which it was done. */
export async function writeStates(sql: Sql, moved: readonly (Moved & { version: number })[]): Promise<Set<string>> {
  if (moved.length === 0) return new Set()
  const column = <T>(of: (one: Moved & { version: number }) => T): T[] => moved.map(of)
  const rows = await sql<Pair[]>`
    with given as materialized (
      select g.* from unnest(
        ${column((one) => one.rule)}::uuid[], ${column((one) => one.device)}::uuid[], ${column((one) => one.version)}::int[], ${column((one) => iso(one.after.state.at))}::timestamptz[],
        ${column((one) => (one.dueAt === null ? null : iso(one.dueAt)))}::timestamptz[], ${column((one) => JSON.stringify(one.after))}::text[],
        ${column((one) => (one.before ? JSON.stringify(one.before) : null))}::text[]
      ) as g (rule, device, version, at, due, state, before)
      join value_rule r on r.id = g.rule and r.version = g.version and r.enabled and not r.ended
      order by g.rule, g.device
    ), changed as (
      update rule_state s set at = g.at, due_at = g.due, state = g.state::jsonb
      from given g where g.before is not null and s.rule_id = g.rule and s.device_id = g.device and s.state = g.before::jsonb
      returning s.rule_id as rule, s.device_id as device
    ), made as (
      insert into rule_state (rule_id, device_id, at, due_at, state) select rule, device, at, due, state::jsonb from given where before is null
      on conflict do nothing returning rule_id as rule, device_id as device
    )
    select rule, device from changed union all select rule, device from made`
  return new Set(rows.map(pairKey))
}

/** Strikes out what was said. Where the state moved on meanwhile, who moved it says the same again, which does nothing, and strikes it out. */
export async function strikeOut(sql: Sql, said: readonly Moved[]): Promise<void> {
  if (said.length === 0) return
  await sql`
    update rule_state s set state = g.after::jsonb, due_at = g.due
    from unnest(
      ${said.map(({ rule }) => rule)}::uuid[], ${said.map(({ device }) => device)}::uuid[], ${said.map(({ dueAt }) => (dueAt === null ? null : iso(dueAt)))}::timestamptz[],
      ${said.map(({ before }) => JSON.stringify(before))}::text[], ${said.map(({ after }) => JSON.stringify(after))}::text[]
    ) as g (rule, device, due, before, after)
    where s.rule_id = g.rule and s.device_id = g.device and s.state = g.before::jsonb`
}

/** Lets states go that are as they were read. */
export async function dropStates(sql: Sql, gone: readonly (Pair & { before: Held })[]): Promise<void> {
  if (gone.length === 0) return
  await sql`
    delete from rule_state s using unnest(
      ${gone.map(({ rule }) => rule)}::uuid[], ${gone.map(({ device }) => device)}::uuid[], ${gone.map(({ before }) => JSON.stringify(before))}::text[]
    ) as g (rule, device, before)
    where s.rule_id = g.rule and s.device_id = g.device and s.state = g.before::jsonb`
}

const most = 500

/** States that have to be looked at, put off for half a minute so that no other process looks at them too. */
export async function claimDue(sql: Sql, now: number): Promise<Pair[]> {
  return sql<Pair[]>`
    update rule_state set due_at = ${iso(now + 30_000)} where (rule_id, device_id) in (
      select rule_id, device_id from rule_state where due_at <= ${iso(now)} order by due_at limit ${most} for update skip locked)
    returning rule_id as rule, device_id as device`
}

/** States of rules that are switched off or gone. */
export async function leftOver(sql: Sql): Promise<Pair[]> {
  return sql<Pair[]>`select s.rule_id as rule, s.device_id as device from value_rule r join rule_state s on s.rule_id = r.id where r.ended or not r.enabled limit ${most}`
}

const iso = (at: number): string => new Date(at).toISOString()

/** Has what stands by these rules looked at now. */
export async function lookAgain(sql: Sql, rules: readonly string[], now: number): Promise<void> {
  await sql`update rule_state set due_at = ${iso(now)} where rule_id = any(${rules}::uuid[]) and (state->'state'->>'standing')::boolean`
}

/** Gives a rule that waits for values a state with each device that has ever sent its key, as of its last one. Others of the key and alarm that are nearer are seen to when it falls due. */
export async function seedMissing(sql: Sql, rule: ValueRule, now: number): Promise<void> {
  const held = (heard: string) => sql`jsonb_build_object('of', ${markOf(rule)}::text, 'kind', ${rule.alarm}::text, 'severity', ${rule.severity}::text, 'unsaid', '[]'::jsonb, 'state',
    jsonb_build_object('at', ${sql.unsafe(heard)}, 'heard', ${sql.unsafe(heard)}, 'standing', false, 'since', null, 'times', '[]'::jsonb, 'last', v.value))`
  await sql`
    insert into rule_state (rule_id, device_id, at, due_at, state)
    select ${rule.id}::uuid, d.id, v.at, ${iso(now)}::timestamptz, ${held('floor(extract(epoch from v.received_at) * 1000)')}
    from device d join device_value v on v.device_id = d.id and v.key = ${rule.key}
    where d.removed_at is null and (${rule.device}::uuid is null or d.id = ${rule.device}) and (${rule.deviceKind}::text is null or d.kind = ${rule.deviceKind})
      and (${rule.community}::uuid is null or d.community_id = ${rule.community})
    on conflict do nothing`
}
