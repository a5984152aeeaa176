CREATE TABLE "checklist" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid,
	"category" text NOT NULL,
	"items" jsonb NOT NULL,
	"photo" boolean NOT NULL,
	"signature" boolean NOT NULL,
	CONSTRAINT "checklist_once" UNIQUE NULLS NOT DISTINCT("community_id","category")
);
--> statement-breakpoint
CREATE TABLE "stocktake_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"region_id" uuid,
	"community_id" uuid,
	"at" text NOT NULL,
	"enabled" boolean NOT NULL,
	"last_day" date
);
--> statement-breakpoint
CREATE TABLE "dispatch_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"region_id" uuid,
	"community_id" uuid,
	"category" text,
	"hours" text,
	"mode" text NOT NULL,
	"accept_minutes" integer NOT NULL,
	"ended" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_filter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"dropped" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "maintenance_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"device_id" uuid,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"facility" text,
	"day" date NOT NULL,
	"hours" double precision NOT NULL,
	"why" text NOT NULL,
	"state" text NOT NULL,
	"order_id" uuid
);
--> statement-breakpoint
CREATE TABLE "message_template" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid,
	"turn" text NOT NULL,
	"text" jsonb NOT NULL,
	"enabled" boolean NOT NULL,
	CONSTRAINT "message_template_once" UNIQUE NULLS NOT DISTINCT("community_id","turn")
);
--> statement-breakpoint
CREATE TABLE "order_photo" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"order_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"reporter" text,
	"phone" text,
	"place" text NOT NULL,
	"description" text NOT NULL,
	"source" text NOT NULL,
	"language" text
);
--> statement-breakpoint
CREATE TABLE "order_words" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"grams" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photo" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"by" text NOT NULL,
	"community_id" uuid,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"small" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_calendar" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"region_id" uuid,
	"community_id" uuid,
	"weekdays" integer[] NOT NULL,
	"opens_at" text NOT NULL,
	"closes_at" text NOT NULL,
	"holidays" jsonb NOT NULL,
	"workdays" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"device_id" uuid,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"made_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "report_code_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"region_id" uuid,
	"community_id" uuid,
	"events" text[] NOT NULL,
	"enabled" boolean NOT NULL,
	"made_at" timestamptz NOT NULL,
	"ended_at" timestamptz
);
--> statement-breakpoint
DROP INDEX "work_order_open";--> statement-breakpoint
DROP INDEX "work_order_open_of";--> statement-breakpoint
ALTER TABLE "promise" ALTER COLUMN "category" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ALTER COLUMN "priority" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "facility" text;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "reports" integer;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "promise_id" uuid;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "solution_by" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "close_by" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "call_back_by" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "solution_at" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "verified_at" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "called_back_at" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "solution" text;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "agreed" timestamptz;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "waiting" jsonb;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "warned" text[];--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "escalation" integer;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "dispatch" jsonb;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "touched" integer;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "checked" text[];--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "photos" jsonb;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "root_cause" text;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "called" jsonb;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "reopened" integer;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "reopened_from" text;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "maintenance_id" uuid;--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "step" jsonb;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "languages" text[];--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "facility" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "hours" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "limits" jsonb NOT NULL DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "pauses" text[] NOT NULL DEFAULT '{part,resident}';--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "warn_at" integer NOT NULL DEFAULT 75;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "escalate_after" integer[] NOT NULL DEFAULT '{0,15,60}';--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "from" timestamptz NOT NULL DEFAULT '2020-01-01T00:00:00Z';--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "until" timestamptz;--> statement-breakpoint
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stocktake_plan" ADD CONSTRAINT "stocktake_plan_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stocktake_plan" ADD CONSTRAINT "stocktake_plan_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_rule" ADD CONSTRAINT "dispatch_rule_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_rule" ADD CONSTRAINT "dispatch_rule_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_item" ADD CONSTRAINT "maintenance_item_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_template" ADD CONSTRAINT "message_template_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_calendar" ADD CONSTRAINT "work_calendar_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_calendar" ADD CONSTRAINT "work_calendar_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_code" ADD CONSTRAINT "report_code_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_filter_of" ON "saved_filter" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "maintenance_item_in" ON "maintenance_item" USING btree ("community_id","day");--> statement-breakpoint
CREATE INDEX "order_photo_of" ON "order_photo" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_report_of" ON "order_report" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_words_grams" ON "order_words" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "photo_old" ON "photo" USING btree ("at");--> statement-breakpoint
CREATE INDEX "report_code_in" ON "report_code" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "work_order_open_in" ON "work_order" USING btree ("community_id") WHERE state not in ('closed', 'called-back', 'cancelled', 'merged');--> statement-breakpoint
CREATE INDEX "work_order_open_by" ON "work_order" USING btree ("assignee_id") WHERE state not in ('closed', 'called-back', 'cancelled', 'merged');--> statement-breakpoint
CREATE INDEX "work_order_to_call_back" ON "work_order" USING btree ("community_id","call_back_by") WHERE state = 'closed' and call_back_by is not null and called_back_at is null;--> statement-breakpoint
CREATE INDEX "work_order_done_by" ON "work_order" USING btree ("assignee_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "work_order_merged" ON "work_order" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "work_order_of_alarm" ON "work_order" USING btree ("alarm_id") WHERE alarm_id is not null;--> statement-breakpoint
CREATE INDEX "promise_from" ON "promise" USING btree ("from");