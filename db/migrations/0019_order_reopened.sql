ALTER TABLE "work_order" ADD COLUMN "reopened_at" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "paused" bigint;--> statement-breakpoint
-- What fires for a broken promise is no longer named like the command that keeps it: the audit tells one from the other.
update timer set name = 'order.late-' || substr(name, 7) where name in ('order.respond', 'order.arrive', 'order.finish');
