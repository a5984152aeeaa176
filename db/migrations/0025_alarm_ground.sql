create table reading_default partition of reading default;
--> statement-breakpoint
-- As before, with the values of devices.
create or replace function make_partitions(from_day date, to_day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parent text;
  day date;
begin
  perform pg_advisory_xact_lock(7305, 2);
  foreach parent in array array['fact', 'position', 'reading'] loop
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
-- Whole days of values older than the limit go.
create function drop_old_readings(keep_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record;
  dropped int := 0;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'reading'::regclass and c.relname ~ '^reading_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'UTC')::date - keep_days
  loop
    execute format('drop table %I', part.relname);
    dropped := dropped + 1;
  end loop;
  delete from reading_default where at < now() - make_interval(days => keep_days);
  return dropped;
end $$;
--> statement-breakpoint
revoke execute on function drop_old_readings(int) from public;
--> statement-breakpoint
grant execute on function drop_old_readings(int) to watchfloor_app;
--> statement-breakpoint
grant insert, update on device_value, device_heard, rule_state, station to watchfloor_app;
--> statement-breakpoint
grant delete on device_value, rule_state, station to watchfloor_app;
--> statement-breakpoint
grant insert on reading to watchfloor_app;
--> statement-breakpoint
insert into journal_table (name) values ('alarm_response'), ('value_rule'), ('maintenance_window'), ('public_warning'), ('instruction'), ('feed_limit'), ('quarantine');
--> statement-breakpoint
-- A device or safety event is begun with within 20 minutes; the others are what the field's standards demand. Seconds.
insert into alarm_response (id, version, community_id, kind, severity, life_safety, latching, clocks, escalate, "order")
select gen_random_uuid(), 1, null, k, s, life, latch, jsonb_build_object('answer', answer, 'start', start, 'arrive', arrive), jsonb_build_array(e1, e2, e3), o::jsonb
from (values
  (null, 'critical', false, false, 60, 1200, null, 60, 180, 600, null),
  (null, 'major', false, false, null, 1200, null, 300, 900, null, null),
  ('lift.trapped', null, true, false, 30, 180, 900, 30, 60, 300, '{"category": "repair", "priority": "urgent", "facility": "lift"}'),
  ('fire.signal', null, true, true, 15, 60, 180, 15, 60, 300, '{"category": "security", "priority": "urgent", "facility": "fire"}'),
  ('gas.leak', null, true, true, 15, 180, 900, 30, 60, 300, '{"category": "repair", "priority": "urgent", "facility": "gas"}'),
  ('water.leak', null, false, false, 60, 1200, 900, 120, 300, 1200, '{"category": "repair", "priority": "urgent", "facility": "water"}'),
  ('power.lost', null, false, false, 60, 1200, 900, 120, 300, 1200, '{"category": "repair", "priority": "urgent", "facility": "power"}'),
  ('pump.fault', null, false, false, null, 1200, null, 300, 900, null, '{"category": "repair", "priority": "high", "facility": "water"}'),
  ('lift.fault', null, false, false, null, 1200, null, 300, 900, null, '{"category": "repair", "priority": "high", "facility": "lift"}'),
  ('fire.fault', null, false, false, null, 1200, null, 300, 900, null, '{"category": "repair", "priority": "high", "facility": "fire"}'),
  ('perimeter.breach', null, false, false, 60, 180, null, 60, 180, null, '{"category": "security", "priority": "urgent", "facility": null}'),
  ('access.forced', null, false, false, 60, 300, null, 120, 300, null, '{"category": "security", "priority": "high", "facility": "access"}'),
  ('littering', null, false, false, null, 1200, null, 300, null, null, '{"category": "security", "priority": "high", "facility": null}'),
  ('lighting.fault', null, false, false, null, null, null, null, null, null, '{"category": "repair", "priority": "normal", "facility": "lighting"}'),
  ('parking.fault', null, false, false, null, 1200, null, 600, null, null, '{"category": "repair", "priority": "normal", "facility": "access"}')
) d (k, s, life, latch, answer, start, arrive, e1, e2, e3, o);
--> statement-breakpoint
update quarantine q set community_id = k.community_id from machine_key k where k.id = q.key_id;
