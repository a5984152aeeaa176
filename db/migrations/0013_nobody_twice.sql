CREATE INDEX "shift_of_person" ON "shift" USING btree ("person_id","ends_at") WHERE state = 'planned';--> statement-breakpoint

-- Nobody is planned twice at the same time, though two planners ask at the same instant: each has looked before the other was done.
-- Shifts are written under the journal's lock only, so what the other has committed is seen here. Whoever comes second is told as
-- of another version: the command is decided again, and the rule says in words what is in the way. What is over is in nobody's
-- way, as in the rule, nor is what the same roster makes: on the day when clocks go forward its 24 hours touch the next ones.
-- No exclusion constraint: that takes an extension which not every database's owner may create, and rows that overlap from before.
create function shift_alone() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if (new.person_id, new.starts_at, new.ends_at, new.state) = (old.person_id, old.starts_at, old.ends_at, old.state) then
      return null;
    end if;
  end if;
  if exists (
    select from shift other
    where other.person_id = new.person_id and other.state = 'planned' and other.id <> new.id
      and other.ends_at > greatest(new.starts_at, clock_timestamp()) and other.starts_at < new.ends_at
      and (new.roster_id is null or other.roster_id is distinct from new.roster_id)
  ) then
    raise exception 'this person is planned at that time already' using errcode = 'WF409', constraint = 'shift_alone';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger shift_alone after insert or update on shift for each row when (new.state = 'planned') execute function shift_alone();
