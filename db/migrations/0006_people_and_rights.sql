CREATE TABLE "handover" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"outgoing_id" uuid,
	"incoming_id" uuid,
	"state" text NOT NULL,
	"sheet" jsonb NOT NULL,
	"notes" jsonb NOT NULL,
	"given" jsonb,
	"taken" jsonb,
	CONSTRAINT "one_handover_per_change" UNIQUE("community_id","at")
);
--> statement-breakpoint
CREATE TABLE "household" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"building_id" uuid NOT NULL,
	"place" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"level" text NOT NULL,
	"needs" text NOT NULL,
	CONSTRAINT "one_household_per_place" UNIQUE("building_id","place")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"first" bigint NOT NULL,
	"lines" integer NOT NULL,
	"at" timestamptz NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_use" (
	"key_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"address" text,
	"clock_skew" double precision
);
--> statement-breakpoint
CREATE TABLE "signed_message" (
	"key_id" uuid NOT NULL,
	"message_id" text NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "signed_message_key_id_message_id_pk" PRIMARY KEY("key_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"user_id" text NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"grants" jsonb NOT NULL,
	"disabled_at" timestamptz,
	CONSTRAINT "member_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"second_factor" text[] NOT NULL,
	"groups" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roster" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"post" text NOT NULL,
	"rule" text NOT NULL,
	"starts_on" date NOT NULL,
	"starts_at" text NOT NULL,
	"minutes" integer NOT NULL,
	"until" date,
	"made_to" date
);
--> statement-breakpoint
CREATE TABLE "wall_pairing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"secret_hash" text NOT NULL,
	"at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"address" text,
	CONSTRAINT "wall_pairing_code_unique" UNIQUE("code"),
	CONSTRAINT "wall_pairing_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "wall_paint" (
	"wall_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"connected" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wall" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"scope" jsonb NOT NULL,
	"layout" text NOT NULL,
	"pointed" jsonb,
	"reloads" integer NOT NULL,
	"paired_at" timestamptz NOT NULL,
	"paired_by" text NOT NULL,
	"pairing_id" uuid NOT NULL,
	"token_hash" text,
	"previous_hash" text,
	"renewed_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "wall_pairing_id_unique" UNIQUE("pairing_id"),
	CONSTRAINT "wall_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "wall_previous_hash_unique" UNIQUE("previous_hash")
);
--> statement-breakpoint
ALTER TABLE "outlet" ALTER COLUMN "community_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "machine_key" ADD COLUMN "signed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "machine_key" ADD COLUMN "expires_at" timestamptz;--> statement-breakpoint
ALTER TABLE "machine_key" ADD COLUMN "replaces_id" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "active_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "two_factor_enabled" boolean DEFAULT false;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "grid" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "left_at" timestamptz;--> statement-breakpoint
ALTER TABLE "shift" ADD COLUMN "state" text DEFAULT 'planned' NOT NULL;--> statement-breakpoint
ALTER TABLE "shift" ADD COLUMN "roster_id" uuid;--> statement-breakpoint
ALTER TABLE "handover" ADD CONSTRAINT "handover_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household" ADD CONSTRAINT "household_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household" ADD CONSTRAINT "household_building_id_building_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."building"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster" ADD CONSTRAINT "roster_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster" ADD CONSTRAINT "roster_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "household_by_building" ON "household" USING btree ("building_id","level");--> statement-breakpoint
CREATE INDEX "two_factor_of_user" ON "two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "signed_message_old" ON "signed_message" USING btree ("at");--> statement-breakpoint
CREATE INDEX "roster_by_community" ON "roster" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "wall_pairing_old" ON "wall_pairing" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_of_community" ON "audit" USING btree ("community_id","seq");--> statement-breakpoint
CREATE INDEX "shift_by_start" ON "shift" USING btree ("starts_at");