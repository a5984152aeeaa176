-- Who can sign in, with all rights in one row, so that a change of rights is one version of one thing.
insert into member (id, version, user_id, username, name, source, grants)
select gen_random_uuid(), 1, u.id, coalesce(u.username, u.id), u.name, 'password', jsonb_agg(jsonb_build_object(
  'role', g.role,
  'scope', case when g.scope_kind = 'everything' or g.scope_id is null then jsonb_build_object('kind', 'everything') else jsonb_build_object('kind', g.scope_kind, 'id', g.scope_id) end
) order by g.id)
from "user" u join role_grant g on g.user_id = u.id
group by u.id;
--> statement-breakpoint
delete from journal_table where name = 'role_grant';
--> statement-breakpoint
drop table role_grant cascade;
--> statement-breakpoint
insert into journal_table (name) values ('member'), ('policy'), ('wall'), ('roster'), ('handover'), ('household');
--> statement-breakpoint
-- Whoever holds every right, or starts drills, needs more than a password.
insert into policy (id, version, second_factor, groups) values ('00000000-0000-4000-8000-000000000001', 1, array['administrator', 'drill-lead'], '[]');
--> statement-breakpoint
grant insert, update, delete on two_factor to watchfloor_app;
--> statement-breakpoint
grant insert, delete on wall_pairing, signed_message to watchfloor_app;
--> statement-breakpoint
grant insert, update on wall_paint, key_use to watchfloor_app;
