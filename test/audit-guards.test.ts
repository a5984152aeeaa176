import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { functionPrints, triggerShapes } from '#server/audit/chain-guard-prints.ts'
import { oddGuards, readFunctions, readTriggers, type Oddity } from '#server/audit/chain-guards.ts'
import { freshDatabase } from './database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let owner: Sql
let app: Sql

beforeAll(async () => {
  database = await freshDatabase()
  owner = connect(database.url, { max: 1, name: 'test-owner' })
  app = connect(database.url, { max: 1, name: 'test-app', role: 'watchfloor_app' })
})
afterAll(async () => {
  await owner?.end()
  await app?.end()
  await database?.drop()
})

const named = (found: readonly { name: string; print: string }[]) => Object.fromEntries(found.map(({ name, print }) => [name, print]))

it('knows triggers and functions of the audit as the migrations of this release make them', async () => {
  expect(named(await readTriggers(app))).toEqual(triggerShapes)
  expect(named(await readFunctions(app))).toEqual(functionPrints)
  expect(await oddGuards(app)).toEqual([])
})

describe('what a superuser put in their place is told', () => {
  const swallow = `create function public.hide() returns trigger language plpgsql as 'begin return null; end'`
  const nothing = `returns trigger language plpgsql set search_path = public, pg_temp as 'begin return null; end'`
  const cases: [string, string, Oddity][] = [
    ['a trigger that swallows lines', `${swallow}; create trigger zz_hide before insert on audit for each row when (new.outcome = 'refused') execute function hide()`,
      { what: 'trigger', name: 'zz_hide', fault: 'foreign' }],
    ['a trigger on the seals', `${swallow}; create trigger zz_hide before insert on audit_seal for each row execute function hide()`,
      { what: 'trigger', name: 'zz_hide', fault: 'foreign' }],
    ['a rule that swallows lines', `create rule hide as on insert to audit where new.name = 'session.refused' do instead nothing`, { what: 'rule', name: 'hide', fault: 'foreign' }],
    ['a guard of the same name that guards nothing', `${swallow}; create or replace trigger audit_unchanged before update or truncate on audit for each statement execute function hide()`,
      { what: 'trigger', name: 'audit_unchanged', fault: 'changed' }],
    ['a guard that is asked under a condition', `create or replace trigger audit_unchanged before update or truncate on audit for each statement when (current_user = 'x') execute function keep_audit()`,
      { what: 'trigger', name: 'audit_unchanged', fault: 'changed' }],
    ['a guard switched off', 'alter table audit disable trigger audit_kept', { what: 'trigger', name: 'audit_kept', fault: 'gone' }],
    ['a guard for replicas only', 'alter table audit enable replica trigger audit_sealed', { what: 'trigger', name: 'audit_sealed', fault: 'gone' }],
    ...['keep_audit', 'keep_audit_anchor', 'keep_unpruned_audit', 'seal_audit'].map((name): [string, string, Oddity] =>
      [`${name} that does nothing`, `create or replace function ${name}() ${nothing}`, { what: 'function', name, fault: 'changed' }]),
    ['audit_line with another text', `create or replace function audit_line(seq bigint, at timestamptz, command uuid, name text, by jsonb, community uuid, mode text, outcome text, detail jsonb)
      returns text language sql stable as 'select 1::text'`, { what: 'function', name: 'audit_line', fault: 'changed' }],
    ['a second audit_hash', `create function audit_hash(text, bigint, bigint, bigint, timestamptz, text, int default 0) returns text language sql as 'select 1::text'`,
      { what: 'function', name: 'audit_hash', fault: 'changed' }],
    ['prune_audit with another body', `create or replace function prune_audit(keep_days int) returns int language sql security definer set search_path = public, pg_temp as 'select 0'`,
      { what: 'function', name: 'prune_audit', fault: 'changed' }],
    ['journal_commit that looks elsewhere', 'alter function journal_commit(jsonb) set search_path = evil, public', { what: 'function', name: 'journal_commit', fault: 'changed' }],
    ['journal_commit_together that is gone', 'alter function journal_commit_together(jsonb, bigint) rename to other', { what: 'function', name: 'journal_commit_together', fault: 'gone' }],
  ]

  it.each(cases)('%s', async (_, tamper, oddity) => {
    // The pool has one connection, so all this is one transaction.
    await owner.unsafe(`begin; ${tamper}`)
    const told = await oddGuards(owner)
    await owner.unsafe('rollback')
    expect(told).toEqual([oddity])
    expect(await oddGuards(owner)).toEqual([])
  })
})
