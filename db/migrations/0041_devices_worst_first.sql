DROP INDEX "device_in_order";--> statement-breakpoint
DROP INDEX "device_unwell";--> statement-breakpoint
-- What people read in its order: "2-L1" before "10-L1". Every number is written with twenty digits, so that no collation of the
-- machine's takes part, whose next version would leave an index in another order than it reads.
create function natural_order(raw text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(lower(raw), '([0-9]+)', repeat('0', 20) || '\1', 'g'), '[0-9]*([0-9]{20})', '\1', 'g') collate "C" $$;
--> statement-breakpoint
create function device_rank(state text) returns smallint language sql immutable parallel safe as $$
  select array_position(array['faulty', 'silent', 'maintenance', 'online'], state)::smallint $$;
--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "rank" smallint GENERATED ALWAYS AS (device_rank(state)) STORED, ADD COLUMN "code_order" text COLLATE "C" GENERATED ALWAYS AS (natural_order(code)) STORED;
--> statement-breakpoint
-- The list of the whole company, worst first, and of it those in one state.
CREATE INDEX "device_listed" ON "device" USING btree ("rank","code_order","id") WHERE removed_at is null;
