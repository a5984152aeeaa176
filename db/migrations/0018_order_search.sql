-- Search in orders, without an extension that the owner of a database may not be allowed: every word is found by the pairs of its letters.
DROP INDEX "order_words_grams";
--> statement-breakpoint
ALTER TABLE "order_words" ADD COLUMN "text" text DEFAULT '' NOT NULL;
--> statement-breakpoint
CREATE INDEX "work_order_reported" ON "work_order" USING btree ("reported_at");
--> statement-breakpoint

-- Text as it is searched: small letters, signs as one space, none beside a Chinese character ("9 栋" is found by "9栋"); lines stay apart.
create function order_text(raw text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(lower(raw), '[^[:alnum:]㐀-鿿豈-﫿\n]+', ' ', 'g'), ' *([㐀-鿿豈-﫿]) *', '\1', 'g') $$;
--> statement-breakpoint

-- Pairs of letters, and threes of ASCII ones, since their pairs are in almost every order. What a text contains, its grams contain.
create function order_grams(said text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct gram), '{}') from (
    select a, a || b as pair, a || b || c as three
    from (select a, lead(a) over w as b, lead(a, 2) over w as c from unnest(string_to_array(said, null)) with ordinality letter (a, n) window w as (order by n)) letters
    where a not in (' ', E'\n') and b not in (' ', E'\n')) pairs,
  lateral (values (pair), (case when octet_length(three) = 3 and three !~ '\s' then three end)) grams (gram)
  where gram is not null $$;
--> statement-breakpoint

create function order_words_of(o work_order) returns setof order_words language sql stable set search_path = public, pg_temp as $$
  select o.id, order_grams(said) || array['c:' || o.community_id, 'w:' || floor(extract(epoch from o.reported_at) / 604800)], said
  from (select (select b.name from building b where b.id = o.building_id) as name) b,
    order_text(concat_ws(E'\n', o.number, o.title, concat_ws(' ', name->>'zh', o.place), name->>'en', o.description)) said $$;
--> statement-breakpoint
create function write_order_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into order_words (order_id, grams, text) select * from order_words_of(new)
  on conflict (order_id) do update set grams = excluded.grams, text = excluded.text;
  return null;
end $$;
--> statement-breakpoint
create trigger order_words_new after insert on work_order for each row execute function write_order_words();
--> statement-breakpoint
create trigger order_words_other after update on work_order for each row
  when ((old.number, old.title, old.place, old.description, old.building_id, old.community_id, old.reported_at)
    is distinct from (new.number, new.title, new.place, new.description, new.building_id, new.community_id, new.reported_at))
  execute function write_order_words();
--> statement-breakpoint
insert into order_words (order_id, grams, text) select w.* from work_order o, order_words_of(o) w;
--> statement-breakpoint
CREATE INDEX "order_words_grams" ON "order_words" USING gin ("grams") WITH (fastupdate=false);
