-- Two who hang devices on each other at once each see no circle; under the journal's lock the second one does, and is decided again.
-- The same holds for what is hung on a device that is removed meanwhile.
create function device_hangs_well() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  parents uuid[] := array_remove(array[new.power_id, new.network_id, new.controller_id, new.gateway_id], null);
begin
  if new.removed_at is not null then
    if exists (select from device where removed_at is null and (power_id = new.id or network_id = new.id or controller_id = new.id or gateway_id = new.id)) then
      raise exception 'a device hangs on it' using errcode = 'WF409';
    end if;
  elsif exists (select from device where id = any(parents) and removed_at is not null) or exists (
    with recursive up (id) as (
      select unnest(parents)
      union
      select tied from up join device d on d.id = up.id, unnest(array[d.power_id, d.network_id, d.controller_id, d.gateway_id]) tied where tied is not null
    )
    select from up where id = new.id
  ) then
    raise exception 'it cannot hang there' using errcode = 'WF409';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger device_tied after insert on device for each row
  when (coalesce(new.power_id, new.network_id, new.controller_id, new.gateway_id) is not null) execute function device_hangs_well();
--> statement-breakpoint
create trigger device_tied_anew after update on device for each row
  when ((old.power_id, old.network_id, old.controller_id, old.gateway_id, old.removed_at) is distinct from (new.power_id, new.network_id, new.controller_id, new.gateway_id, new.removed_at))
  execute function device_hangs_well();
