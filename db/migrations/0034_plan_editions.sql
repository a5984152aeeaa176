CREATE TABLE "plan_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"activation_id" uuid NOT NULL,
	"step" text,
	"subject" text NOT NULL,
	"of_id" uuid NOT NULL,
	"building_id" uuid,
	"level" text,
	"state" text NOT NULL,
	"at" timestamptz,
	"by" text,
	"note" text NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drill_cadence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid,
	"scene" text,
	"months" integer NOT NULL,
	"ended" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drill_score" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"drill_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamptz NOT NULL,
	"rated" jsonb NOT NULL,
	"calm" text,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"community_id" uuid NOT NULL,
	"activation_id" uuid,
	"drill_id" uuid,
	"plan_series" uuid,
	"step" text,
	"text" text NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"category" text,
	"order_id" uuid,
	"proposal" text,
	"edition_id" uuid,
	"state" text NOT NULL,
	"outcome" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
DROP INDEX "activation_running";--> statement-breakpoint
ALTER TABLE "drill" ALTER COLUMN "activation_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "drill" ALTER COLUMN "started_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "resources" SET DATA TYPE jsonb USING to_jsonb("resources");--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "plan_series" uuid;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "scene" text;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "planned_at" timestamptz;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "objectives" jsonb;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "injects" jsonb;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "code_until" timestamptz;--> statement-breakpoint
ALTER TABLE "drill" ADD COLUMN "code_hash" text;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "edition" integer;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "buildings" uuid[];--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "unit" text;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "area" jsonb;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "commander_person" uuid;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "commander_user" text;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "asked" jsonb;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "accept_minutes" double precision;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "requests" jsonb;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "notes" jsonb;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "parts" jsonb;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "late" boolean;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "stood_down" jsonb;--> statement-breakpoint
ALTER TABLE "activation" ADD COLUMN "left_steps" jsonb;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "edition" integer;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "triggers" jsonb;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "measures" jsonb;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "stand_down" jsonb;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "accept_minutes" double precision;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "second_person" boolean;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "by" text;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "changed_at" timestamptz;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "published_at" timestamptz;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "change" text;--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "findings" uuid[];--> statement-breakpoint
-- What there was became the first, published edition of its plan.
UPDATE "plan" p SET series_id = p.id, edition = 1, state = 'published', measures = '[]', stand_down = '[]', accept_minutes = 2, second_person = false, "by" = 'watchfloor',
  changed_at = now(), published_at = now(), published_by = 'watchfloor', change = '', findings = '{}',
  triggers = case when cardinality(p.fits) = 0 then '[]' else jsonb_build_array(jsonb_build_object('on', 'alarm', 'kinds', to_jsonb(p.fits))) end,
  resources = (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'amount', 1)), '[]') from jsonb_array_elements(p.resources) kind);--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "series_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "edition" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "triggers" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "measures" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "stand_down" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "accept_minutes" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "second_person" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "changed_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "change" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plan" ALTER COLUMN "findings" SET NOT NULL;--> statement-breakpoint
UPDATE "activation" SET series_id = plan_id, edition = 1;--> statement-breakpoint
UPDATE "drill" d SET state = case when ended_at is null then 'running' else 'ended' end, plan_series = a.plan_id, scene = a.scene, planned_at = d.started_at FROM "activation" a WHERE a.id = d.activation_id;--> statement-breakpoint
ALTER TABLE "resource" ADD COLUMN "stock" integer;--> statement-breakpoint
ALTER TABLE "resource" ADD COLUMN "wanted" integer;--> statement-breakpoint
ALTER TABLE "resource" ADD COLUMN "good_until" date;--> statement-breakpoint
ALTER TABLE "resource" ADD COLUMN "contacted_at" timestamptz;--> statement-breakpoint
ALTER TABLE "resource" ADD COLUMN "ended" boolean;--> statement-breakpoint
ALTER TABLE "plan_check" ADD CONSTRAINT "plan_check_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_check" ADD CONSTRAINT "plan_check_activation_id_activation_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_check" ADD CONSTRAINT "plan_check_building_id_building_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."building"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_cadence" ADD CONSTRAINT "drill_cadence_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_score" ADD CONSTRAINT "drill_score_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_score" ADD CONSTRAINT "drill_score_drill_id_drill_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drill"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_community_id_community_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."community"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_of_activation" ON "plan_check" USING btree ("activation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_once" ON "plan_check" USING btree ("activation_id","subject","of_id",coalesce(step, ''));--> statement-breakpoint
CREATE UNIQUE INDEX "cadence_of" ON "drill_cadence" USING btree (coalesce(community_id::text, ''),coalesce(scene, '')) WHERE not ended;--> statement-breakpoint
CREATE INDEX "score_of_drill" ON "drill_score" USING btree ("drill_id");--> statement-breakpoint
CREATE INDEX "finding_by_community" ON "finding" USING btree ("community_id","at");--> statement-breakpoint
CREATE INDEX "finding_of_plan" ON "finding" USING btree ("plan_series") WHERE plan_series is not null;--> statement-breakpoint
CREATE INDEX "finding_of_activation" ON "finding" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "drill_by_community" ON "drill" USING btree ("community_id","started_at");--> statement-breakpoint
CREATE INDEX "drill_planned" ON "drill" USING btree ("planned_at") WHERE state = 'planned';--> statement-breakpoint
CREATE UNIQUE INDEX "drill_code" ON "drill" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "activation_past" ON "activation" USING btree ("community_id","started_at");--> statement-breakpoint
CREATE INDEX "activation_of_series" ON "activation" USING btree ("community_id","series_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_edition" ON "plan" USING btree ("series_id","edition");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_published" ON "plan" USING btree ("series_id") WHERE state = 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "plan_worked_on" ON "plan" USING btree ("series_id") WHERE state in ('draft', 'review');--> statement-breakpoint
CREATE INDEX "activation_running" ON "activation" USING btree ("community_id") WHERE state in ('running', 'asked');--> statement-breakpoint
insert into journal_table (name) values ('plan_check'), ('drill_score'), ('drill_cadence'), ('finding');
--> statement-breakpoint
-- What was published stays as it was read when it was followed.
create function keep_published_plan() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.published_at is not null and (to_jsonb(new) - array['version', 'state']) is distinct from (to_jsonb(old) - array['version', 'state']) then
    raise exception 'edition % of plan % was published and cannot be changed', old.edition, old.series_id;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger plan_published_is_kept before update on plan for each row execute function keep_published_plan();
--> statement-breakpoint
-- As in the outlet: nothing of a drill is ever told to a device.
alter table instruction add constraint drill_instruction_is_captured check (mode = 'real' or state = 'captured');
--> statement-breakpoint
-- Every community drills once a quarter; fire twice, a lift once a year.
insert into drill_cadence (id, version, community_id, scene, months, ended) values
  (gen_random_uuid(), 1, null, null, 3, false), (gen_random_uuid(), 1, null, 'fire', 6, false), (gen_random_uuid(), 1, null, 'lift-entrapment', 12, false);
