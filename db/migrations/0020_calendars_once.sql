ALTER TABLE "work_calendar" ADD CONSTRAINT "work_calendar_once" UNIQUE NULLS NOT DISTINCT("region_id","community_id");--> statement-breakpoint
-- A complaint whose finish was promised for later than the field's 48 h is not closed before it is finished.
update promise set limits = jsonb_set(limits, '{close}', limits->'finish')
where limits->'close'->>'unit' = 'minutes' and limits->'finish'->>'unit' = 'minutes' and (limits->'close'->>'amount')::int < (limits->'finish'->>'amount')::int;
