-- The application's role: it reads, calls the journal, and writes directly only what is not a change of the company's state.
do $$ begin
  if not exists (select from pg_roles where rolname = 'watchfloor_app') then
    create role watchfloor_app nologin;
  end if;
exception when insufficient_privilege then
  raise exception 'this database user may not create roles: let an administrator run "create role watchfloor_app nologin; grant watchfloor_app to %;" and start again', current_user;
end $$;
--> statement-breakpoint
do $$ begin
  execute format('grant watchfloor_app to %I', current_user);
exception when others then null; -- a superuser needs no membership, and it may already be granted by somebody else
end $$;
--> statement-breakpoint
grant usage on schema public to watchfloor_app;
--> statement-breakpoint
grant select on all tables in schema public to watchfloor_app;
--> statement-breakpoint
alter default privileges in schema public grant select on tables to watchfloor_app;
--> statement-breakpoint
revoke execute on function journal_commit(jsonb), make_partitions(date, date), drop_old_positions(int) from public;
--> statement-breakpoint
grant execute on function journal_commit(jsonb), make_partitions(date, date), drop_old_positions(int) to watchfloor_app;
--> statement-breakpoint
grant insert on position, quarantine to watchfloor_app;
--> statement-breakpoint
grant insert, update on position_latest, feed, heat_day, heat_hour, heat_profile, indicator_hour, consumer to watchfloor_app;
--> statement-breakpoint
grant delete on heat_day, heat_hour, heat_profile, indicator_hour, consumer to watchfloor_app;
--> statement-breakpoint
grant update (claimed_until) on timer to watchfloor_app;
--> statement-breakpoint
grant update (state, attempts, next_at, answer) on outlet to watchfloor_app;
--> statement-breakpoint
grant insert, update, delete on "user", session, account, verification to watchfloor_app;
--> statement-breakpoint
grant usage on sequence position_tick, quarantine_seq_seq to watchfloor_app;
