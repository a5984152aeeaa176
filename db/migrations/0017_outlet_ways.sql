DROP INDEX "outlet_waiting";--> statement-breakpoint
CREATE INDEX "outlet_waiting_for" ON "outlet" USING btree ((body->>'webhook'),"next_at") WHERE state = 'waiting' and channel = 'subscriber';--> statement-breakpoint
CREATE INDEX "outlet_at" ON "outlet" USING btree ("at");--> statement-breakpoint
CREATE INDEX "outlet_phone" ON "outlet" USING btree ("at") WHERE body->>'kind' in ('resident-message', 'staff-notice') and body ? 'to';--> statement-breakpoint
CREATE INDEX "outlet_failed" ON "outlet" USING btree ("at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "outlet_waiting" ON "outlet" USING btree ("next_at") WHERE state = 'waiting' and channel <> 'subscriber';--> statement-breakpoint
-- What leaves because of facts is written in the statement that moves its consumer's cursor: each message is there once, whenever a
-- process dies. The application has no other way to write a message beside the journal.
create function follow_facts(messages jsonb, from_seq bigint, to_seq bigint) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with moved as (update consumer set cursor = to_seq where name = 'outgoing' and cursor = from_seq returning 1),
  added as (
    insert into outlet (id, at, community_id, mode, channel, body, state, attempts, next_at, answer)
    select id, now(), community, mode, channel, body, state, 0, now(), answer
    from jsonb_to_recordset(messages) as row (id uuid, community uuid, mode text, channel text, body jsonb, state text, answer text)
    where exists (select from moved)
    on conflict (id) do nothing)
  select exists (select from moved);
$$;
--> statement-breakpoint
revoke execute on function follow_facts(jsonb, bigint, bigint) from public;
--> statement-breakpoint
grant execute on function follow_facts(jsonb, bigint, bigint) to watchfloor_app;
--> statement-breakpoint
-- Nobody outside is told of what happened before there was anybody to tell.
insert into consumer (name, cursor) select 'outgoing', seq from journal_head;
--> statement-breakpoint
-- A phone is kept for as long as its message may still have to be sent; what receivers were sent, for a month.
create function tidy_outlet(phone_days int, sent_days int) returns void
language sql security definer set search_path = public, pg_temp as $$
  update outlet set body = body - 'to', state = case when state = 'waiting' then 'failed' else state end
  where at < now() - make_interval(days => phone_days) and body->>'kind' in ('resident-message', 'staff-notice') and body ? 'to';
  delete from outlet where channel = 'subscriber' and state = 'sent' and at < now() - make_interval(days => sent_days);
$$;
--> statement-breakpoint
revoke execute on function tidy_outlet(int, int) from public;
--> statement-breakpoint
grant execute on function tidy_outlet(int, int) to watchfloor_app;
