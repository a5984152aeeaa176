-- As before; what nothing hangs on makes no circle, and thousands that are brought in, parents first, are such.
create or replace function device_hangs_well() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  parents uuid[] := array_remove(array[new.power_id, new.network_id, new.controller_id, new.gateway_id], null);
begin
  if new.removed_at is not null then
    if exists (select from device where removed_at is null and (power_id = new.id or network_id = new.id or controller_id = new.id or gateway_id = new.id)) then
      raise exception 'a device hangs on it' using errcode = 'WF409';
    end if;
  elsif exists (select from device where id = any(parents) and removed_at is not null) then
    raise exception 'it cannot hang there' using errcode = 'WF409';
  elsif exists (select from device where power_id = new.id or network_id = new.id or controller_id = new.id or gateway_id = new.id) and exists (
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
