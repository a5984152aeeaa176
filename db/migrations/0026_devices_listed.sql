ALTER TABLE "device" ADD COLUMN "serviced_hours" double precision;--> statement-breakpoint
CREATE INDEX "device_in_order" ON "device" USING btree ("code","id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "device_unwell" ON "device" USING btree ("state","code","id") WHERE removed_at is null and state <> 'online';--> statement-breakpoint
CREATE INDEX "device_counts" ON "device" USING btree ("community_id","state","kind") WHERE removed_at is null;--> statement-breakpoint
-- What a device is found by, written as orders are: no extension is needed, and two Chinese characters are enough.
ALTER TABLE "device" ADD COLUMN "words" text GENERATED ALWAYS AS (order_text(
  code || E'\n' || (name->>'zh') || E'\n' || (name->>'en') || E'\n' || coalesce(serial, '') || E'\n' || coalesce(unit, '') || ' ' || coalesce(floor, '') || ' ' || coalesce(room, '')
)) STORED;--> statement-breakpoint
CREATE INDEX "device_words" ON "device" USING gin (order_grams("words")) WHERE removed_at is null;
