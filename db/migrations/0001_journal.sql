-- The journal: one function through which every change of the company's state goes.

insert into journal_head (one, seq) values (true, 0);
--> statement-breakpoint
insert into journal_table (name) values
  ('region'), ('community'), ('building'), ('feature'), ('person'), ('shift'), ('device'), ('patrol_route'), ('patrol_run'),
  ('resource'), ('plan'), ('promise'), ('work_order'), ('alarm'), ('activation'), ('drill'), ('role_grant'), ('machine_key');
--> statement-breakpoint
create table fact_default partition of fact default;
--> statement-breakpoint
create table position_default partition of position default;
--> statement-breakpoint
create sequence position_tick cache 1;
--> statement-breakpoint

-- One partition per UTC day. A day whose rows already lie in the default partition stays there: nothing is moved under load.
create function make_partitions(from_day date, to_day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parent text;
  day date;
begin
  perform pg_advisory_xact_lock(7305, 2);
  foreach parent in array array['fact', 'position'] loop
    for day in select generate_series(from_day, to_day, interval '1 day')::date loop
      if to_regclass(format('%s_%s', parent, to_char(day, 'YYYYMMDD'))) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            parent || '_' || to_char(day, 'YYYYMMDD'), parent, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
        exception when check_violation then null;
        end;
      end if;
    end loop;
  end loop;
end $$;
--> statement-breakpoint

-- Positions are personal data: whole days older than the limit go.
create function drop_old_positions(keep_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record;
  dropped int := 0;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'position'::regclass and c.relname ~ '^position_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'UTC')::date - keep_days
  loop
    execute format('drop table %I', part.relname);
    dropped := dropped + 1;
  end loop;
  delete from position_default where at < now() - make_interval(days => keep_days);
  return dropped;
end $$;
--> statement-breakpoint

-- A batch that nobody refuses goes in together: one statement per table for its rows, one for facts, timers, messages, keys and
-- audit. Raises where the commands must go one by one: a refusal, a repeated key, a second word on the same timer.
create function journal_commit_together(commands jsonb, head bigint) returns jsonb
language plpgsql set search_path = public, pg_temp as $$
declare
  moment timestamptz := clock_timestamp();
  part record;
  affected bigint;
  answer jsonb;
begin
  -- A row that changes twice is written in two rounds; within a round tables come in the order of the commands, parents first.
  for part in
    select target, fresh, fields, jsonb_agg(change.row order by ord, n) as rows, array_agg(expect order by ord, n) as expects
    from (
      select ord, n, x->>'table' as target, x->'row' as row, (x->>'expect')::int as expect, x->>'expect' = '0' as fresh,
        array(select jsonb_object_keys(x->'row')) as fields,
        row_number() over (partition by x->>'table', x->'row'->>'id' order by ord, n) as round
      from jsonb_array_elements(commands) with ordinality c (command, ord), jsonb_array_elements(command->'changes') with ordinality changes (x, n)
    ) change
    group by round, target, fresh, fields
    order by round, min(ord), min(n)
  loop
    if not exists (select from journal_table where name = part.target) then
      raise exception 'table % is not written through the journal', part.target using errcode = 'WF403';
    end if;
    if part.fresh then
      execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_recordset(null::%1$I, $1)',
        part.target, (select string_agg(quote_ident(field), ', ') from unnest(part.fields) field)) using part.rows;
    else
      execute format('update %1$I t set %2$s from rows from (jsonb_populate_recordset(null::%1$I, $1), unnest($2)) r where t.id = r.id and t.version = r.unnest',
        part.target, (select string_agg(format('%1$I = r.%1$I', field), ', ') from unnest(part.fields) field)) using part.rows, part.expects;
      get diagnostics affected = row_count;
      if affected <> cardinality(part.expects) then
        raise exception 'version conflict' using errcode = 'WF409';
      end if;
    end if;
  end loop;

  if exists (
    select from jsonb_array_elements(commands) command, jsonb_array_elements(coalesce(command->'timers', '[]')) timer
    group by timer->>'key' having count(*) > 1
  ) then
    raise exception 'one timer twice' using errcode = 'WF409';
  end if;

  with command_in as materialized (
    select * from rows from (jsonb_to_recordset(commands) as (id uuid, name text, digest text, by jsonb, at timestamptz, changes jsonb, timers jsonb,
      outlet jsonb, reply jsonb, community uuid, mode text, outcome text, detail jsonb)) with ordinality c (id, name, digest, by, given_at, changes, timers,
      outlet, reply, community, mode, outcome, detail, ord), coalesce(given_at, moment) as at
  ),
  fact_in as materialized (
    select c.ord, head + row_number() over (order by c.ord, n) as seq, c.at, c.mode, c.by, c.id as command, x->'fact' as fact
    from command_in c, jsonb_array_elements(c.changes) with ordinality changes (x, n) where jsonb_typeof(x->'fact') = 'object'
  ),
  done as materialized (
    select c.*, coalesce(max(f.last) over (order by ord), head) as cursor
    from command_in c left join (select ord, max(seq) as last from fact_in group by ord) f using (ord)
  ),
  facts as (
    insert into fact (seq, at, name, entity_id, version, community_id, mode, by, command_id, body)
    select seq, at, fact->>'name', (fact->'body'->>'id')::uuid, (fact->'body'->>'version')::int, (fact->>'community')::uuid, mode, by, command, fact->'body'
    from fact_in
  ),
  timers_set as (
    insert into timer (key, name, subject_id, due_at)
    select t->>'key', t->>'name', (t->>'subject')::uuid, (t->>'dueAt')::timestamptz from done, jsonb_array_elements(timers) t where t ? 'name'
    on conflict (key) do update set due_at = excluded.due_at, claimed_until = null
  ),
  timers_dropped as (
    delete from timer using done, jsonb_array_elements(timers) t where not t ? 'name' and timer.key = t->>'key'
      and (t->>'dueAt' is null or date_trunc('milliseconds', timer.due_at) = (t->>'dueAt')::timestamptz)
  ),
  messages as (
    insert into outlet (id, at, community_id, mode, channel, body, state, attempts, next_at)
    select (m->>'id')::uuid, at, (m->>'community')::uuid, mode, m->>'channel', m->'body', 'waiting', 0, at from done, jsonb_array_elements(outlet) m
  ),
  keys as (
    insert into command (id, at, digest, reply, cursor) select id, at, digest, reply, cursor from done
  ),
  audited as (
    insert into audit (at, command_id, name, by, community_id, mode, outcome, detail)
    select at, id, name, by, community, mode, coalesce(outcome, 'done'), coalesce(detail, '{}') from done order by ord
  )
  select jsonb_build_object('head', max(cursor), 'answers', jsonb_agg(jsonb_build_object('ok', true, 'cursor', cursor, 'at', at, 'repeated', false) order by ord))
  into answer from done;
  update journal_head set seq = (answer->>'head')::bigint where seq <> (answer->>'head')::bigint;
  return answer;
end $$;
--> statement-breakpoint
revoke execute on function journal_commit_together(jsonb, bigint) from public;
--> statement-breakpoint

-- Carries out a batch of commands, each whole or not at all, and answers each in its place:
--   {"ok": true, "cursor": n, "at": when, "repeated": false}, with the reply where it is repeated: {"ok": true, "reply": …, "repeated": true},
--   or {"ok": false, "code": sqlstate, "constraint": name}.
-- The lock comes before anything else: taken after a row lock it deadlocks, and only under it is the number the commit order.
-- A batch goes in together where nobody is refused. Else one by one: a command's failure undoes its own subtransaction and gives
-- its numbers back, so the journal has no gaps.
create function journal_commit(commands jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head bigint;
  before bigint;
  command jsonb;
  change jsonb;
  fact jsonb;
  timer jsonb;
  message jsonb;
  moment timestamptz;
  target text;
  fields text;
  earlier record;
  affected bigint;
  failed_constraint text;
  answers jsonb[] := '{}';
begin
  perform pg_advisory_xact_lock(7305, 1);
  select seq into head from journal_head;
  if jsonb_array_length(commands) > 1 then
    begin
      return journal_commit_together(commands, head);
    exception when others then null; -- at least one is refused: each by itself
    end;
  end if;
  for command in select value from jsonb_array_elements(commands) loop
    before := head;
    begin
      moment := coalesce((command->>'at')::timestamptz, clock_timestamp());
      select c.digest, c.reply, c.cursor into earlier from command c where c.id = (command->>'id')::uuid;
      if found then
        if earlier.digest <> command->>'digest' then
          raise exception 'idempotency key used for another command' using errcode = 'WF422';
        end if;
        answers := answers || jsonb_build_object('ok', true, 'cursor', earlier.cursor, 'reply', earlier.reply, 'repeated', true);
        continue;
      end if;

      for change in select value from jsonb_array_elements(command->'changes') loop
        target := change->>'table';
        if not exists (select from journal_table where name = target) then
          raise exception 'table % is not written through the journal', target using errcode = 'WF403';
        end if;
        select string_agg(quote_ident(k), ', ') into fields from jsonb_object_keys(change->'row') k;
        if (change->>'expect')::int = 0 then
          execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', target, fields) using change->'row';
        else
          execute format('update %1$I set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1)) where id = $2 and version = $3', target, fields)
            using change->'row', (change->'row'->>'id')::uuid, (change->>'expect')::int;
          get diagnostics affected = row_count;
          if affected <> 1 then
            raise exception 'version conflict' using errcode = 'WF409';
          end if;
        end if;
        fact := change->'fact';
        if jsonb_typeof(fact) = 'object' then
          head := head + 1;
          insert into fact (seq, at, name, entity_id, version, community_id, mode, by, command_id, body)
          values (head, moment, fact->>'name', (fact->'body'->>'id')::uuid, (fact->'body'->>'version')::int, (fact->>'community')::uuid,
            command->>'mode', command->'by', (command->>'id')::uuid, fact->'body');
        end if;
      end loop;

      for timer in select value from jsonb_array_elements(coalesce(command->'timers', '[]')) loop
        if timer ? 'name' then
          insert into timer (key, name, subject_id, due_at)
          values (timer->>'key', timer->>'name', (timer->>'subject')::uuid, (timer->>'dueAt')::timestamptz)
          on conflict (key) do update set due_at = excluded.due_at, claimed_until = null;
        else
          -- A fired timer is dropped only as it was claimed: one that was moved meanwhile stays.
          delete from timer t where t.key = timer->>'key'
            and (timer->>'dueAt' is null or date_trunc('milliseconds', t.due_at) = (timer->>'dueAt')::timestamptz);
        end if;
      end loop;

      for message in select value from jsonb_array_elements(coalesce(command->'outlet', '[]')) loop
        insert into outlet (id, at, community_id, mode, channel, body, state, attempts, next_at)
        values ((message->>'id')::uuid, moment, (message->>'community')::uuid, command->>'mode', message->>'channel', message->'body', 'waiting', 0, moment);
      end loop;

      insert into command (id, at, digest, reply, cursor)
      values ((command->>'id')::uuid, moment, command->>'digest', command->'reply', head);
      insert into audit (at, command_id, name, by, community_id, mode, outcome, detail)
      values (moment, (command->>'id')::uuid, command->>'name', command->'by', (command->>'community')::uuid, command->>'mode',
        coalesce(command->>'outcome', 'done'), coalesce(command->'detail', '{}'));
      answers := answers || jsonb_build_object('ok', true, 'cursor', head, 'at', moment, 'repeated', false);
    exception when others then
      get stacked diagnostics failed_constraint = constraint_name;
      head := before;
      answers := answers || jsonb_build_object('ok', false, 'code', sqlstate, 'constraint', failed_constraint, 'message', sqlerrm);
    end;
  end loop;
  update journal_head set seq = head where seq <> head;
  return jsonb_build_object('head', head, 'answers', to_jsonb(answers));
end $$;
