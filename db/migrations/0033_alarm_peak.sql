ALTER TABLE "alarm" ADD COLUMN "peak" text;--> statement-breakpoint
-- What stood before stays as it stands: causes are looked for in what happens from now on.
insert into consumer (name, cursor) select 'causes', seq from journal_head on conflict do nothing;
