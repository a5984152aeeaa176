-- The field's largest operator, past the journal and in bulk: 3,000 communities with 5 million households (a number per community,
-- no rows), what stands open on an ordinary afternoon, and a past behind it. `bench.communities` makes a smaller one.
create function pg_temp.named(zh text, en text) returns jsonb language sql immutable as $$ select jsonb_build_object('zh', zh, 'en', en) $$;
create function pg_temp.near(center jsonb, i int, east float8, north float8) returns jsonb language sql immutable as $$
  select jsonb_build_array((center->>0)::float8 + i % 10 * 0.001 + east, (center->>1)::float8 + i / 10 * 0.001 + north) $$;

insert into region (id, version, name)
select gen_random_uuid(), 1, pg_temp.named('第 ' || i || ' 区域', 'Region ' || i) from generate_series(1, 30) i;

-- One in fifty is big; the others have 400 to 2,600 households.
insert into community (id, version, region_id, code, name, households, zone, center, boundary)
select gen_random_uuid(), 1, r.ids[1 + i % 30], 'C' || i, pg_temp.named('翠湖花园 ' || i || ' 期', 'Lakeside Garden ' || i),
  case when i % 50 = 0 then 10000 else 400 + i * 7919 % 2195 end, 'Asia/Shanghai', jsonb_build_array(100 + i * 0.006, 30 + i % 90 * 0.01), null
from generate_series(1, current_setting('bench.communities')::int) i, (select array_agg(id) as ids from region) r;

insert into building (id, version, community_id, code, name, use, levels, units, households, footprint)
select gen_random_uuid(), 1, c.id, i::text, pg_temp.named(i || ' 栋', 'Building ' || i), 'residential', 18, 2, 100,
  jsonb_build_object('type', 'Polygon', 'coordinates', jsonb_build_array(jsonb_build_array(
    pg_temp.near(center, i, 0, 0), pg_temp.near(center, i, 0.0005, 0), pg_temp.near(center, i, 0.0005, 0.0003), pg_temp.near(center, i, 0, 0.0003), pg_temp.near(center, i, 0, 0))))
from community c, generate_series(1, ceil(c.households / 100.0)::int) i;

insert into device (id, version, community_id, building_id, kind, code, name, point, state, seen_at)
select gen_random_uuid(), 1, b.community_id, b.id, (array['lift', 'pump'])[i], b.code || '-' || i,
  pg_temp.named(b.code || ' 栋 ' || i || ' 号设备', 'Device ' || i || ', building ' || b.code), b.footprint->'coordinates'->0->0, 'online', now()
from building b, generate_series(1, 2) i;

-- One employee per 125 households, a third of them guards.
insert into person (id, version, community_id, code, name, post, skills, user_id)
select gen_random_uuid(), 1, c.id, c.code || '-' || i, pg_temp.named('王建国 ' || i, 'Wang Jianguo ' || i),
  (array['security', 'repair', 'butler', 'cleaning', 'security', 'greening'])[1 + i % 6], array['electric', 'plumbing'], null
from community c, generate_series(1, greatest(4, c.households / 125)) i;

-- A week back and a week ahead, five days in seven, three starts a day.
insert into shift (id, version, community_id, person_id, post, starts_at, ends_at)
select gen_random_uuid(), 1, p.community_id, p.id, p.post, s.at, s.at + interval '8 hours'
from (select *, row_number() over () as n from person) p, generate_series(-7, 7) d,
  lateral (select date_trunc('day', now()) + make_interval(days => d, hours => (p.n % 3)::int * 8) as at) s
where (p.n + d) % 7 > 1;

insert into position_latest (person_id, community_id, at, lon, lat, accuracy, battery, tick)
select id, community_id, now() - make_interval(secs => (n % 40)::int), 120.1 + n * 0.000001, 30.2, 8, 70, n
from (select *, row_number() over () as n from person where post = 'security') p;

-- Ten orders per building, one in 25 open: 4 per 1,000 households.
insert into work_order (id, version, number, community_id, building_id, place, point, category, priority, source, title, description, reporter,
  state, reported_at, responded_at, respond_by, finish_by, late, mode)
select gen_random_uuid(), 3, '1121-' || n, community_id, id, '2 单元 1201', footprint->'coordinates'->0->0,
  (array['repair', 'cleaning', 'complaint', 'security'])[1 + n % 4], 'normal', 'app', '厨房水管漏水，地面积水', '昨晚开始漏，水已经流到客厅，请尽快派人来看。', '王女士',
  case when n % 25 = 0 then (array['assigned', 'accepted', 'arrived', 'done'])[1 + n / 25 % 4] else 'closed' end,
  reported, reported + interval '12 minutes', reported + interval '20 minutes', reported + interval '12 hours', '{}', 'real'
from (select b.*, now() - make_interval(mins => (n % 129600)::int) as reported
  from (select b.*, row_number() over () as n from building b, generate_series(1, 10)) b) b;

-- One device in fifty stands in alarm.
insert into alarm (id, version, community_id, building_id, device_id, device_name, kind, severity, state, text, point, raised_at, device_at, count, mode)
select gen_random_uuid(), 1, community_id, building_id, id, name, 'lift.fault', (array['minor', 'minor', 'minor', 'major', 'critical'])[1 + n / 50 % 5],
  case when n % 50 = 0 then 'unacknowledged' else 'normal' end, '电梯运行异常', point, now() - make_interval(mins => (n % 2000)::int), now(), 2, 'real'
from (select *, row_number() over () as n from device) d;

insert into patrol_route (id, version, community_id, name, checkpoints)
select gen_random_uuid(), 1, id, pg_temp.named('夜间巡逻', 'Night round'), '[{"key": "a", "name": {"zh": "东门", "en": "East gate"}, "point": [120, 30]}]' from community;

insert into patrol_run (id, version, community_id, route_id, person_id, state, started_at, visits, checkpoints, mode)
select gen_random_uuid(), 2, r.community_id, r.id, p.id, 'walking', now() - interval '10 minutes', '[{"checkpoint": "a", "at": "2026-01-01T00:00:00.000Z"}]', 6, 'real'
from patrol_route r, lateral (select id from person where community_id = r.community_id and post = 'security' limit 1) p;

analyze;
