-- On top of a company: a million orders of the past year, and 20,000 open ones, with titles as residents write them.
create temporary table title (nth int, category text, words text);
insert into title values (0, 'repair', '厨房水管漏水'), (1, 'repair', '楼道灯不亮'), (2, 'repair', '电梯运行有异响'), (3, 'repair', '单元门禁打不开'), (4, 'cleaning', '电梯厅有污渍'), (5, 'cleaning', '垃圾桶满溢'),
  (6, 'complaint', '装修噪音扰民'), (7, 'complaint', '报修多次未解决'), (8, 'security', '陌生人尾随进楼'), (9, 'parking', '外来车辆占用车位'), (10, 'greening', '树枝挡住路灯'), (11, 'resident-service', '代收快递破损');

insert into work_order (id, version, number, community_id, building_id, place, category, priority, source, title, description, reporter, state, assignee_id,
  reported_at, assigned_at, responded_at, finished_at, closed_at, respond_by, finish_by, late, mode)
select gen_random_uuid(), 6, to_char(reported, 'MMDD') || '-' || upper(substr(md5(n::text), 1, 4)), community_id, id, (1 + n % 3) || ' 单元 ' || (1 + n % 18) || '0' || (1 + n % 4), t.category, 'normal', 'app',
  t.words, '住户反映：' || t.words || '，请尽快处理。', '王女士', case when n % 50 = 0 then (array['reported', 'assigned', 'accepted', 'arrived'])[1 + n / 50 % 4] else 'closed' end,
  case when n % 200 = 0 then null else person end, reported, reported + interval '3 minutes', reported + interval '12 minutes', case when n % 50 = 0 then null else reported + interval '2 hours' end,
  case when n % 50 = 0 then null else reported + interval '4 hours' end, reported + interval '20 minutes', reported + interval '12 hours', case when n % 17 = 0 then '{finish}' else '{}' end::text[], 'real'
from (
  select b.*, people, now() - case when n % 50 = 0 then make_interval(mins => (n / 50 % 700)::int) else make_interval(mins => (n * 7 % 525600)::int) end as reported
  from (select b.id, b.community_id, row_number() over () as n
    from building b, generate_series(1, current_setting('bench.orders')::int / (select count(*)::int from building) + 1) limit current_setting('bench.orders')::int) b
  join (select community_id, array_agg(id) as people from person group by 1) staff using (community_id)) b
cross join lateral (select people[1 + n % cardinality(people)] as person) who
join title t on t.nth = b.n % 12;

analyze;
