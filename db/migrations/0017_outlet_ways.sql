DROP INDEX "outlet_waiting";--> statement-breakpoint
CREATE INDEX "outlet_waiting_for" ON "outlet" USING btree ((body->>'webhook'),"next_at") WHERE state = 'waiting' and channel = 'subscriber';--> statement-breakpoint
CREATE INDEX "outlet_at" ON "outlet" USING btree ("at");--> statement-breakpoint
CREATE INDEX "outlet_phone" ON "outlet" USING btree ("at") WHERE body->>'kind' in ('resident-message', 'staff-notice') and body ? 'to';--> statement-breakpoint
CREATE INDEX "outlet_failed" ON "outlet" USING btree ("at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "outlet_waiting" ON "outlet" USING btree ("next_at") WHERE state = 'waiting' and channel <> 'subscriber';--> statement-breakpoint
-- What follows from facts is written in the statement that moves its consumer's cursor.
grant insert on outlet to watchfloor_app;
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
