-- The field's published promises (minutes): first response 20, urgent household failure on site 15, small repair the same day,
-- complaint answered 2 h and closed 48 h. Defaults: a row for a region or a community goes before these.
insert into promise (id, version, region_id, community_id, category, priority, respond_minutes, arrive_minutes, finish_minutes)
select gen_random_uuid(), 1, null, null, c, p,
  case when c = 'complaint' and p <> 'urgent' then 120 when p = 'urgent' then 10 else 20 end,
  case when p = 'urgent' and c in ('repair', 'security') then 15 when p = 'high' and c = 'security' then 30 end,
  case
    when c = 'complaint' then case when p = 'urgent' then 1440 else 2880 end
    when p = 'urgent' then 240
    when p = 'high' then 480
    when p = 'normal' then 720
    else 4320
  end
from unnest(array['repair', 'security', 'cleaning', 'greening', 'complaint', 'parking', 'resident-service', 'inspection']) c,
  unnest(array['urgent', 'high', 'normal', 'low']) p;
