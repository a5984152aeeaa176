-- What has served its time goes: keys of commands after a week, what could not be read after 30 days, facts after 400 days
-- (never less than 183, the time for which the law wants logs kept).
create function prune(fact_days int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record;
begin
  if fact_days < 183 then
    raise exception 'facts are kept for at least 183 days, not %', fact_days;
  end if;
  delete from command where at < now() - interval '7 days';
  delete from quarantine where at < now() - interval '30 days';
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fact'::regclass and c.relname ~ '^fact_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'UTC')::date - fact_days
  loop
    execute format('drop table %I', part.relname);
  end loop;
end $$;
--> statement-breakpoint
revoke execute on function prune(int) from public;
--> statement-breakpoint
grant execute on function prune(int) to watchfloor_app;
