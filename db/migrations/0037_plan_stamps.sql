-- Rows are written back with the milliseconds that their readers see: what 0034 stamped finer could never be retired.
alter table plan disable trigger plan_published_is_kept;
--> statement-breakpoint
update plan set changed_at = date_trunc('milliseconds', changed_at), published_at = date_trunc('milliseconds', published_at);
--> statement-breakpoint
alter table plan enable trigger plan_published_is_kept;
