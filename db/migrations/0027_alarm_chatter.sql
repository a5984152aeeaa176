CREATE TABLE "alarm_chatter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"count" integer NOT NULL,
	"active" boolean NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
insert into journal_table (name) values ('alarm_chatter');
