-- What was promised in minutes stays as it was, and says besides what the field promises: a small repair is done the same day and
-- called back within a working day; a complaint has its solution proposed in 24 h and is closed in 48 h.
update promise set limits = jsonb_build_object(
  'respond', jsonb_build_object('unit', 'minutes', 'amount', respond_minutes),
  'arrive', case when arrive_minutes is not null then jsonb_build_object('unit', 'minutes', 'amount', arrive_minutes) end,
  'solution', case when category = 'complaint' then jsonb_build_object('unit', 'minutes', 'amount', 1440) end,
  'finish', case when category = 'repair' and priority = 'normal' and finish_minutes = 720 then jsonb_build_object('unit', 'days', 'amount', 0)
    else jsonb_build_object('unit', 'minutes', 'amount', finish_minutes) end,
  'close', case when category = 'complaint' then jsonb_build_object('unit', 'minutes', 'amount', 2880) end,
  'callBack', case when category in ('repair', 'complaint') then jsonb_build_object('unit', 'working-days', 'amount', 1) end);
--> statement-breakpoint
ALTER TABLE "promise" DROP COLUMN "respond_minutes";--> statement-breakpoint
ALTER TABLE "promise" DROP COLUMN "arrive_minutes";--> statement-breakpoint
ALTER TABLE "promise" DROP COLUMN "finish_minutes";--> statement-breakpoint
ALTER TABLE "promise" ALTER COLUMN "limits" DROP DEFAULT, ALTER COLUMN "pauses" DROP DEFAULT, ALTER COLUMN "warn_at" DROP DEFAULT,
  ALTER COLUMN "escalate_after" DROP DEFAULT, ALTER COLUMN "from" DROP DEFAULT;
--> statement-breakpoint
-- A complaint in a public forum is answered within 24 h; a public facility has a limit of its own, by what it means for residents.
insert into promise (id, version, category, priority, source, facility, limits, pauses, warn_at, escalate_after, "from")
select gen_random_uuid(), 1, 'complaint', null, 'forum', null,
  '{"respond": {"unit": "minutes", "amount": 1440}, "arrive": null, "solution": {"unit": "minutes", "amount": 1440}, "finish": {"unit": "minutes", "amount": 2880}, "close": {"unit": "minutes", "amount": 2880}, "callBack": {"unit": "working-days", "amount": 1}}'::jsonb,
  '{part,resident}'::text[], 75, '{0,15,60}'::int[], '2020-01-01T00:00:00Z'::timestamptz
union all
select gen_random_uuid(), 1, 'repair', p, null, f, jsonb_build_object('respond', jsonb_build_object('unit', 'minutes', 'amount', case when p = 'urgent' then 10 else 20 end),
    'arrive', case when p = 'urgent' then '{"unit": "minutes", "amount": 15}'::jsonb end, 'solution', null,
    'finish', jsonb_build_object('unit', 'minutes', 'amount', case when p = 'urgent' then least(240, minutes) else minutes end), 'close', null, 'callBack', null),
  '{part,vendor}', 75, '{0,15,60}', '2020-01-01T00:00:00Z'
from (values ('lift', 240), ('water', 480), ('power', 240), ('gas', 120), ('fire', 240), ('drainage', 1440), ('access', 1440), ('lighting', 2880),
  ('road', 10080), ('playground', 2880), ('landscape', 10080)) limits (f, minutes), unnest(array['urgent', 'high', 'normal', 'low']) p;
--> statement-breakpoint
-- The company's working time, with the public holidays of 2026 and the days worked in their place (State Council, November 2025).
insert into work_calendar (id, version, weekdays, opens_at, closes_at, holidays, workdays)
select gen_random_uuid(), 1, '{1,2,3,4,5}', '08:30', '18:00',
  (select jsonb_agg(jsonb_build_object('day', d::date::text, 'name', name) order by d) from (values
    ('元旦', date '2026-01-01', date '2026-01-03'), ('春节', date '2026-02-15', date '2026-02-23'), ('清明节', date '2026-04-04', date '2026-04-06'),
    ('劳动节', date '2026-05-01', date '2026-05-05'), ('端午节', date '2026-06-19', date '2026-06-21'), ('中秋节', date '2026-09-25', date '2026-09-27'),
    ('国庆节', date '2026-10-01', date '2026-10-07')) h (name, a, b), generate_series(a, b, interval '1 day') d),
  '{2026-01-04,2026-02-14,2026-02-28,2026-05-09,2026-09-20,2026-10-10}';
--> statement-breakpoint
insert into checklist (id, version, community_id, category, items, photo, signature)
select gen_random_uuid(), 1, null, c, items::jsonb, false, false from (values
  ('repair', '[{"key": "works", "name": {"zh": "故障已排除，试用正常", "en": "The fault is gone and it works"}, "must": false}, {"key": "clean", "name": {"zh": "现场已清理", "en": "The place is clean again"}, "must": false}, {"key": "told", "name": {"zh": "已向住户说明", "en": "The resident was told"}, "must": false}]'),
  ('security', '[{"key": "safe", "name": {"zh": "现场已安全", "en": "The place is safe"}, "must": false}, {"key": "recorded", "name": {"zh": "已登记情况", "en": "It was written down"}, "must": false}]'),
  ('cleaning', '[{"key": "clean", "name": {"zh": "已清洁干净", "en": "It is clean"}, "must": false}]'),
  ('greening', '[{"key": "tidy", "name": {"zh": "枝叶已清运", "en": "Cuttings were taken away"}, "must": false}]'),
  ('complaint', '[{"key": "cause", "name": {"zh": "已查明原因", "en": "The cause is known"}, "must": false}, {"key": "told", "name": {"zh": "已答复住户", "en": "The resident was answered"}, "must": false}]'),
  ('parking', '[{"key": "clear", "name": {"zh": "通道已畅通", "en": "The way is clear"}, "must": false}]'),
  ('resident-service', '[{"key": "told", "name": {"zh": "已答复住户", "en": "The resident was answered"}, "must": false}]'),
  ('inspection', '[{"key": "looked", "name": {"zh": "各点位已查看", "en": "Every point was looked at"}, "must": false}, {"key": "reported", "name": {"zh": "问题已登记", "en": "What was found is written down"}, "must": false}]')) d (c, items);
--> statement-breakpoint
insert into message_template (id, version, community_id, turn, text, enabled)
select gen_random_uuid(), 1, null, turn, jsonb_build_object('zh', zh, 'en', en), enabled from (values
  ('reported', '【{community}】您的报事已登记，单号 {number}。', '[{community}] Your report is registered as {number}.', true),
  ('accepted', '【{community}】{number} 已由{person}接单。', '[{community}] {person} has taken {number}.', true),
  ('on-the-way', '【{community}】{person}正在前往处理 {number}。', '[{community}] {person} is on the way for {number}.', false),
  ('waiting', '【{community}】{number} 需等待至 {until}，我们会继续跟进。', '[{community}] {number} has to wait until {until}. We stay with it.', true),
  ('done', '【{community}】{number} 已处理完成，如有问题请联系管家。', '[{community}] {number} is done. If anything is wrong, tell your butler.', true),
  ('closed', '【{community}】{number} 已关闭，感谢您的反馈。', '[{community}] {number} is closed. Thank you.', false),
  ('merged', '【{community}】您的报事与 {number} 为同一事项，将一并处理并通知您。', '[{community}] Your report is the same matter as {number}. You will hear of both together.', true)) d (turn, zh, en, enabled);
--> statement-breakpoint
insert into journal_table (name) values ('work_calendar'), ('dispatch_rule'), ('checklist'), ('report_code'), ('webhook'), ('message_template'), ('maintenance_item'),
  ('stocktake_plan'), ('saved_filter'), ('order_report'), ('order_photo');
--> statement-breakpoint
grant insert, delete on photo to watchfloor_app;
