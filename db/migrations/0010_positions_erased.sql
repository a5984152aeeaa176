-- Positions are personal data: nothing older than the limit stays. A day goes when its first position reaches the limit, so it
-- is never kept longer, and goes up to a day early; what lies in the default partition goes by the row; and who has been silent
-- for so long is last seen nowhere.
create or replace function drop_old_positions(keep_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record;
  dropped int := 0;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'position'::regclass and c.relname ~ '^position_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') <= (now() at time zone 'UTC')::date - keep_days
  loop
    execute format('drop table %I', part.relname);
    dropped := dropped + 1;
  end loop;
  delete from position_default where at < now() - make_interval(days => keep_days);
  delete from position_latest where at < now() - make_interval(days => keep_days);
  return dropped;
end $$;
