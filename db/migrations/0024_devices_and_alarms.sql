CREATE TABLE "device_heard" (
	"device_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_value" (
	"device_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"unit" text,
	"quality" text NOT NULL,
	"at" timestamptz NOT NULL,
	"received_at" timestamptz NOT NULL,
	CONSTRAINT "device_value_device_id_key_pk" PRIMARY KEY("device_id","key")
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"device_id" uuid NOT NULL,
	"key" text NOT NULL,
	"at" timestamptz NOT NULL,
	"value" jsonb NOT NULL,
	"received_at" timestamptz NOT NULL,
	CONSTRAINT "reading_device_id_key_at_pk" PRIMARY KEY("device_id","key","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "feed_limit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"door" text NOT NULL,
	"seconds" integer,
	CONSTRAINT "feed_limit_once" UNIQUE("community_id","door")
);
--> statement-breakpoint
CREATE TABLE "instruction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"action" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"state" text NOT NULL,
	"answered_at" timestamptz,
	"answer" text NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarm_response" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid,
	"kind" text,
	"severity" text,
	"life_safety" boolean NOT NULL,
	"latching" boolean NOT NULL,
	"clocks" jsonb NOT NULL,
	"escalate" jsonb NOT NULL,
	"order" jsonb,
	"ended" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_state" (
	"rule_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"due_at" timestamptz,
	"state" jsonb NOT NULL,
	CONSTRAINT "rule_state_rule_id_device_id_pk" PRIMARY KEY("rule_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "value_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"name" jsonb NOT NULL,
	"community_id" uuid,
	"device_kind" text,
	"device_id" uuid,
	"key" text NOT NULL,
	"test" jsonb NOT NULL,
	"alarm" text NOT NULL,
	"severity" text NOT NULL,
	"enabled" boolean NOT NULL,
	"changed_at" timestamptz NOT NULL,
	"changed_by" text NOT NULL,
	"ended" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "station" (
	"id" text PRIMARY KEY NOT NULL,
	"whose" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"communities" jsonb,
	"hearing" text NOT NULL,
	"since" timestamptz NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "public_warning" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"identifier" text NOT NULL,
	"sender" text NOT NULL,
	"sent_at" timestamptz NOT NULL,
	"received_at" timestamptz NOT NULL,
	"status" text NOT NULL,
	"state" text NOT NULL,
	"severity" text NOT NULL,
	"urgency" text NOT NULL,
	"certainty" text NOT NULL,
	"kind" text NOT NULL,
	"texts" jsonb NOT NULL,
	"onset_at" timestamptz,
	"expires_at" timestamptz,
	"areas" jsonb NOT NULL,
	"community_ids" uuid[] NOT NULL,
	"replaces_id" uuid,
	CONSTRAINT "public_warning_once" UNIQUE("sender","identifier")
);
--> statement-breakpoint
CREATE TABLE "maintenance_window" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"device_ids" uuid[] NOT NULL,
	"from" timestamptz NOT NULL,
	"until" timestamptz NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"state" text NOT NULL,
	"ended_at" timestamptz
);
--> statement-breakpoint
DROP INDEX "alarm_standing";--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "active" boolean;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "life_safety" boolean;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "latching" boolean;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "response_id" uuid;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "clocks" jsonb;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "escalation" integer;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "owner" jsonb;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "repeated_at" timestamptz;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "cycles" jsonb;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "chattering_since" timestamptz;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "fleeting" integer;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "skew" integer;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "shelving" jsonb;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "shelving_asked" jsonb;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "cause" jsonb;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "window_id" uuid;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "warning_id" uuid;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "exercise" text;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "step" jsonb;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "unit" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "floor" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "room" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "power_id" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "network_id" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "controller_id" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "gateway_id" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "serial" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "attributes" jsonb;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "silent_after" integer;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "actions" text[];--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "camera" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "service_days" integer;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "service_hours" integer;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "serviced_at" timestamptz;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "removed_at" timestamptz;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "community_id" uuid;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "state" text DEFAULT 'kept' NOT NULL;--> statement-breakpoint
ALTER TABLE "machine_key" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "alarm_response" ADD CONSTRAINT "alarm_response_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_heard_at" ON "device_heard" USING btree ("at");--> statement-breakpoint
CREATE INDEX "instruction_of" ON "instruction" USING btree ("device_id","at");--> statement-breakpoint
CREATE INDEX "rule_state_due" ON "rule_state" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "public_warning_received" ON "public_warning" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "maintenance_window_running" ON "maintenance_window" USING btree ("community_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "maintenance_window_from" ON "maintenance_window" USING btree ("community_id","from");--> statement-breakpoint
CREATE INDEX "alarm_gone" ON "alarm" USING btree ("community_id",coalesce(device_id, community_id),"kind","cleared_at") WHERE state = 'normal';--> statement-breakpoint
CREATE INDEX "alarm_of_device" ON "alarm" USING btree ("device_id","raised_at");--> statement-breakpoint
CREATE INDEX "alarm_folded" ON "alarm" USING btree ((cause->>'alarm')) WHERE state = 'suppressed';--> statement-breakpoint
CREATE INDEX "device_by_power" ON "device" USING btree ("power_id") WHERE power_id is not null;--> statement-breakpoint
CREATE INDEX "device_by_network" ON "device" USING btree ("network_id") WHERE network_id is not null;--> statement-breakpoint
CREATE INDEX "device_by_controller" ON "device" USING btree ("controller_id") WHERE controller_id is not null;--> statement-breakpoint
CREATE INDEX "device_by_gateway" ON "device" USING btree ("gateway_id") WHERE gateway_id is not null;--> statement-breakpoint
CREATE INDEX "quarantine_kept" ON "quarantine" USING btree ("community_id") WHERE state = 'kept';--> statement-breakpoint
CREATE UNIQUE INDEX "alarm_standing" ON "alarm" USING btree ("community_id",coalesce(device_id, community_id),"kind",coalesce(subject, ''),"mode") WHERE state <> 'normal';--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_id_unique" UNIQUE("id");