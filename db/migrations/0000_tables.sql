CREATE TABLE "alarm" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"device_id" uuid,
	"device_name" jsonb,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"point" jsonb,
	"raised_at" timestamptz NOT NULL,
	"device_at" timestamptz,
	"acknowledged_at" timestamptz,
	"acknowledged_by" text,
	"cleared_at" timestamptz,
	"count" integer NOT NULL,
	"order_id" uuid,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"point" jsonb,
	"state" text NOT NULL,
	"seen_at" timestamptz,
	CONSTRAINT "device_code" UNIQUE("community_id","code")
);
--> statement-breakpoint
CREATE TABLE "drill" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"activation_id" uuid NOT NULL,
	"lead" text NOT NULL,
	"started_at" timestamptz NOT NULL,
	"ended_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "heat_day" (
	"community_id" uuid NOT NULL,
	"building_id" uuid NOT NULL,
	"category" text NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "heat_day_community_id_day_building_id_category_pk" PRIMARY KEY("community_id","day","building_id","category")
);
--> statement-breakpoint
CREATE TABLE "heat_hour" (
	"community_id" uuid NOT NULL,
	"building_id" uuid NOT NULL,
	"category" text NOT NULL,
	"hour" timestamptz NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "heat_hour_community_id_building_id_category_hour_pk" PRIMARY KEY("community_id","building_id","category","hour")
);
--> statement-breakpoint
CREATE TABLE "heat_profile" (
	"community_id" uuid NOT NULL,
	"category" text NOT NULL,
	"hour_of_week" smallint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "heat_profile_community_id_category_hour_of_week_pk" PRIMARY KEY("community_id","category","hour_of_week")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" uuid
);
--> statement-breakpoint
CREATE TABLE "machine_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"community_id" uuid,
	"doors" text[] NOT NULL,
	"made_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "machine_key_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"username" text,
	"display_username" text,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "indicator_hour" (
	"community_id" uuid NOT NULL,
	"indicator" text NOT NULL,
	"hour" timestamptz NOT NULL,
	"amount" double precision NOT NULL,
	"base" double precision NOT NULL,
	CONSTRAINT "indicator_hour_community_id_indicator_hour_pk" PRIMARY KEY("community_id","indicator","hour")
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"community_id" uuid NOT NULL,
	"door" text NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "feed_community_id_door_pk" PRIMARY KEY("community_id","door")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "quarantine_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamptz NOT NULL,
	"door" text NOT NULL,
	"key_id" uuid NOT NULL,
	"reason" jsonb NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamptz NOT NULL,
	"command_id" uuid NOT NULL,
	"name" text NOT NULL,
	"by" jsonb NOT NULL,
	"community_id" uuid,
	"mode" text NOT NULL,
	"outcome" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"digest" text NOT NULL,
	"reply" jsonb NOT NULL,
	"cursor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consumer" (
	"name" text PRIMARY KEY NOT NULL,
	"cursor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"seq" bigint NOT NULL,
	"at" timestamptz NOT NULL,
	"name" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid,
	"mode" text NOT NULL,
	"by" jsonb NOT NULL,
	"command_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "fact_seq_at_pk" PRIMARY KEY("seq","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "journal_head" (
	"one" boolean PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal_table" (
	"name" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"number" text NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"place" text NOT NULL,
	"point" jsonb,
	"category" text NOT NULL,
	"priority" text NOT NULL,
	"source" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"reporter" text,
	"reporter_phone" text,
	"state" text NOT NULL,
	"assignee_id" uuid,
	"alarm_id" uuid,
	"reported_at" timestamptz NOT NULL,
	"assigned_at" timestamptz,
	"responded_at" timestamptz,
	"arrived_at" timestamptz,
	"finished_at" timestamptz,
	"closed_at" timestamptz,
	"respond_by" timestamptz NOT NULL,
	"arrive_by" timestamptz,
	"finish_by" timestamptz NOT NULL,
	"late" text[] NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outlet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"community_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"channel" text NOT NULL,
	"body" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamptz NOT NULL,
	"answer" text,
	CONSTRAINT "drill_is_captured" CHECK (mode = 'real' or channel = 'capture')
);
--> statement-breakpoint
CREATE TABLE "position_latest" (
	"person_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"accuracy" double precision,
	"battery" double precision,
	"tick" bigint NOT NULL,
	CONSTRAINT "position_latest_person_id_pk" PRIMARY KEY("person_id")
);
--> statement-breakpoint
CREATE TABLE "position" (
	"person_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"received_at" timestamptz NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"accuracy" double precision,
	"battery" double precision
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "patrol_route" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"checkpoints" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patrol_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"route_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamptz NOT NULL,
	"finished_at" timestamptz,
	"visits" jsonb NOT NULL,
	"checkpoints" integer NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"post" text NOT NULL,
	"skills" text[] NOT NULL,
	"user_id" text,
	CONSTRAINT "person_code_unique" UNIQUE("code"),
	CONSTRAINT "person_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "activation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"plan_id" uuid NOT NULL,
	"scene" text NOT NULL,
	"name" jsonb NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid,
	"place" text NOT NULL,
	"alarm_id" uuid,
	"commander" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamptz NOT NULL,
	"target_at" timestamptz,
	"finished_at" timestamptz,
	"steps" jsonb NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"scene" text NOT NULL,
	"name" jsonb NOT NULL,
	"purpose" jsonb NOT NULL,
	"fits" text[] NOT NULL,
	"target_minutes" double precision,
	"steps" jsonb NOT NULL,
	"resources" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "promise" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"region_id" uuid,
	"community_id" uuid,
	"category" text NOT NULL,
	"priority" text NOT NULL,
	"respond_minutes" integer NOT NULL,
	"arrive_minutes" integer,
	"finish_minutes" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resource" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" jsonb NOT NULL,
	"amount" text NOT NULL,
	"contact" text NOT NULL,
	"place" jsonb NOT NULL,
	"point" jsonb
);
--> statement-breakpoint
CREATE TABLE "shift" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"post" text NOT NULL,
	"starts_at" timestamptz NOT NULL,
	"ends_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "building" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"use" text NOT NULL,
	"levels" double precision,
	"units" integer NOT NULL,
	"households" integer NOT NULL,
	"footprint" jsonb NOT NULL,
	CONSTRAINT "building_code" UNIQUE("community_id","code")
);
--> statement-breakpoint
CREATE TABLE "community" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"region_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"households" integer NOT NULL,
	"zone" text NOT NULL,
	"center" jsonb NOT NULL,
	"boundary" jsonb,
	CONSTRAINT "community_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "feature" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" jsonb,
	"shape" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "region" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"name" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"due_at" timestamptz NOT NULL,
	"claimed_until" timestamptz
);
--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_building_id_building_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."building"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_building_id_building_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."building"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill" ADD CONSTRAINT "drill_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_building_id_building_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."building"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_assignee_id_person_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patrol_route" ADD CONSTRAINT "patrol_route_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patrol_run" ADD CONSTRAINT "patrol_run_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patrol_run" ADD CONSTRAINT "patrol_run_route_id_patrol_route_id_fk" FOREIGN KEY ("route_id") REFERENCES "public"."patrol_route"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patrol_run" ADD CONSTRAINT "patrol_run_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation" ADD CONSTRAINT "activation_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation" ADD CONSTRAINT "activation_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation" ADD CONSTRAINT "activation_building_id_building_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."building"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "building" ADD CONSTRAINT "building_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "community" ADD CONSTRAINT "community_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feature" ADD CONSTRAINT "feature_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alarm_standing" ON "alarm" USING btree ("community_id",coalesce(device_id, community_id),"kind","mode") WHERE state <> 'normal';--> statement-breakpoint
CREATE INDEX "alarm_past" ON "alarm" USING btree ("community_id","raised_at");--> statement-breakpoint
CREATE INDEX "device_by_building" ON "device" USING btree ("building_id");--> statement-breakpoint
CREATE INDEX "heat_hour_old" ON "heat_hour" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "role_grant_of_user" ON "role_grant" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "quarantine_at" ON "quarantine" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "command_old" ON "command" USING btree ("at");--> statement-breakpoint
CREATE INDEX "fact_by_community" ON "fact" USING btree ("community_id","seq");--> statement-breakpoint
CREATE INDEX "fact_by_entity" ON "fact" USING btree ("entity_id","seq");--> statement-breakpoint
CREATE INDEX "work_order_open" ON "work_order" USING btree ("community_id") WHERE state not in ('closed', 'cancelled');--> statement-breakpoint
CREATE INDEX "work_order_open_of" ON "work_order" USING btree ("assignee_id") WHERE state not in ('closed', 'cancelled');--> statement-breakpoint
CREATE INDEX "work_order_past" ON "work_order" USING btree ("community_id","reported_at");--> statement-breakpoint
CREATE INDEX "outlet_waiting" ON "outlet" USING btree ("next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "position_latest_by_community" ON "position_latest" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "position_latest_by_tick" ON "position_latest" USING btree ("tick");--> statement-breakpoint
CREATE INDEX "position_by_person" ON "position" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "patrol_route_by_community" ON "patrol_route" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "patrol_run_walking" ON "patrol_run" USING btree ("community_id") WHERE state = 'walking';--> statement-breakpoint
CREATE INDEX "person_by_community" ON "person" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "activation_running" ON "activation" USING btree ("community_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "resource_by_community" ON "resource" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "shift_by_end" ON "shift" USING btree ("community_id","ends_at");--> statement-breakpoint
CREATE INDEX "community_by_region" ON "community" USING btree ("region_id");--> statement-breakpoint
CREATE INDEX "feature_by_community" ON "feature" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("due_at");