-- Orders of before are with the desk, and stay there: dispatch begins with what is reported from now on.
insert into consumer (name, cursor) select 'dispatch', seq from journal_head on conflict do nothing;
