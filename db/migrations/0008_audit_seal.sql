CREATE TABLE "audit_anchor" (
	"one" boolean PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamptz NOT NULL,
	"hash" text NOT NULL,
	"pruned_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_of_actor" ON "audit" USING btree (("by" ->> 'id'),"seq");--> statement-breakpoint
CREATE INDEX "audit_of_name" ON "audit" USING btree ("name","seq");
--> statement-breakpoint

-- The audit is sealed: every statement that appends lines to it leaves one row in audit_seal, whose hash covers the seal before,
-- its own row and its lines. What the texts look like is said a second time in server/audit/seal-rules.ts, which is what verifies.

-- One line in nine rows. No field holds a raw newline: JSON and what is no text have none, the three texts have it escaped.
create function audit_line(seq bigint, at timestamptz, command uuid, name text, by jsonb, community uuid, mode text, outcome text, detail jsonb) returns text
language sql stable as $$
  select seq || E'\n' || (extract(epoch from at) * 1000000)::bigint || E'\n' || command
    || E'\n' || replace(replace(name, E'\\', E'\\\\'), E'\n', E'\\n') || E'\n' || by::text || E'\n' || coalesce(community::text, '')
    || E'\n' || replace(replace(mode, E'\\', E'\\\\'), E'\n', E'\\n') || E'\n' || replace(replace(outcome, E'\\', E'\\\\'), E'\n', E'\\n')
    || E'\n' || detail::text
$$;
--> statement-breakpoint
-- `lines`: the texts of the lines in the order of their numbers, joined by newlines.
create function audit_hash(before text, seq bigint, first bigint, count bigint, at timestamptz, lines text) returns text
language sql stable as $$
  select encode(sha256(convert_to(before || E'\n' || seq || E'\n' || first || E'\n' || count || E'\n' || (extract(epoch from at) * 1000000)::bigint || E'\n' || lines, 'UTF8')), 'hex')
$$;
--> statement-breakpoint

-- Runs under the journal's lock, so that seals follow one another in commit order.
create function seal_audit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  moment timestamptz := clock_timestamp();
begin
  insert into audit_seal (seq, first, lines, at, hash)
  select n.seq, n.first, n.lines, moment, audit_hash(coalesce(before.hash, ''), n.seq, n.first, n.lines, moment, n.text)
  from (
    select max(f.seq) as seq, min(f.seq) as first, count(*) as lines,
      string_agg(audit_line(f.seq, f.at, f.command_id, f.name, f.by, f.community_id, f.mode, f.outcome, f.detail), E'\n' order by f.seq) as text
    from fresh f
  ) n left join (select s.seq, s.hash from audit_seal s order by s.seq desc limit 1) before on true
  where n.first > coalesce(before.seq, 0);
  if not found and exists (select from fresh) then
    raise exception 'the audit is only appended to: a line would come before one that is there' using errcode = 'WF403';
  end if;
  return null;
end $$;
--> statement-breakpoint

-- What is there already, in portions; a seal counts as made when the newest of its lines was written.
do $$
declare
  part record;
  before text := '';
  moment timestamptz;
  made text;
begin
  for part in
    select max(seq) as seq, min(seq) as first, count(*) as lines, max(at) as at,
      string_agg(audit_line(seq, at, command_id, name, by, community_id, mode, outcome, detail), E'\n' order by seq) as text
    from (select a.*, (row_number() over (order by seq) - 1) / 1000 as portion from audit a) numbered
    group by portion order by portion
  loop
    moment := least(greatest(moment, part.at), clock_timestamp());
    made := audit_hash(before, part.seq, part.first, part.lines, moment, part.text);
    insert into audit_seal (seq, first, lines, at, hash) values (part.seq, part.first, part.lines, moment, made);
    before := made;
  end loop;
end $$;
--> statement-breakpoint
create trigger audit_sealed after insert on audit referencing new table as fresh for each statement execute function seal_audit();
--> statement-breakpoint

-- Lines and seals stay as they were written, also for the owner of the tables: what goes is only what the anchor covers.
create function keep_audit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception '% of % is refused: the audit is only appended to', tg_op, tg_table_name using errcode = 'WF403';
end $$;
--> statement-breakpoint
create function keep_unpruned_audit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from gone where gone.seq > coalesce((select a.seq from audit_anchor a), 0)) then
    raise exception 'DELETE of % is refused: only what was pruned goes', tg_table_name using errcode = 'WF403';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger audit_unchanged before update or truncate on audit for each statement execute function keep_audit();
--> statement-breakpoint
create trigger audit_seal_unchanged before update or truncate on audit_seal for each statement execute function keep_audit();
--> statement-breakpoint
create trigger audit_kept after delete on audit referencing old table as gone for each statement execute function keep_unpruned_audit();
--> statement-breakpoint
create trigger audit_seal_kept after delete on audit_seal referencing old table as gone for each statement execute function keep_unpruned_audit();
--> statement-breakpoint

-- The anchor moves forward only, onto a seal that is there and old enough.
create function keep_audit_anchor() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if not new.one or (tg_op = 'UPDATE' and new.seq <= old.seq)
    or not exists (select from audit_seal s where s.seq = new.seq and s.hash = new.hash and s.at = new.at and s.at < now() - interval '183 days')
  then
    raise exception 'the anchor of the audit stands on a seal of at least 183 days ago and only moves on' using errcode = 'WF403';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger audit_anchor_moves before insert or update on audit_anchor for each row execute function keep_audit_anchor();
--> statement-breakpoint
create trigger audit_anchor_stays before delete or truncate on audit_anchor for each statement execute function keep_audit();
--> statement-breakpoint

-- Lines of more than `keep_days` ago go, whole seals at a time, at most 500 in a call; the newest seal always stays.
-- Returns how many seals went.
create function prune_audit(keep_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  until timestamptz := now() - make_interval(days => keep_days);
  last record;
  pruned int;
begin
  if keep_days < 183 then
    raise exception 'the audit is kept for at least 183 days, not %', keep_days;
  end if;
  select s.seq, s.hash, s.at into last
  from (select seq, hash, at, bool_and(at < until) over (order by seq) as old from audit_seal order by seq limit 500) s
  where s.old and s.seq < (select max(seq) from audit_seal)
  order by s.seq desc limit 1;
  if not found then
    return 0;
  end if;
  insert into audit_anchor (one, seq, at, hash, pruned_at) values (true, last.seq, last.at, last.hash, now())
  on conflict (one) do update set seq = excluded.seq, at = excluded.at, hash = excluded.hash, pruned_at = excluded.pruned_at;
  delete from audit where seq <= last.seq;
  delete from audit_seal where seq <= last.seq;
  get diagnostics pruned = row_count;
  return pruned;
end $$;
--> statement-breakpoint
revoke execute on function prune_audit(int) from public;
--> statement-breakpoint
grant execute on function prune_audit(int) to watchfloor_app;
