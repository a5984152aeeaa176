ALTER TABLE "public_warning" DROP CONSTRAINT "public_warning_once";--> statement-breakpoint
ALTER TABLE "public_warning" ADD COLUMN "feed_id" uuid;--> statement-breakpoint
ALTER TABLE "public_warning" ADD COLUMN "subject" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "public_warning" ADD COLUMN "ended_sent_at" timestamptz;--> statement-breakpoint
CREATE INDEX "public_warning_of" ON "public_warning" USING btree ("subject");--> statement-breakpoint
ALTER TABLE "public_warning" ADD CONSTRAINT "public_warning_once" UNIQUE NULLS NOT DISTINCT("feed_id","sender","identifier");
--> statement-breakpoint
-- What could not be read serves its time and goes.
grant delete on quarantine to watchfloor_app;
