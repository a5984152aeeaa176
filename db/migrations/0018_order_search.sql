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
create function order_grams(said text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  a text := ' ';
  b text := ' ';
  c text;
  grams text[] := '{}';
begin
  foreach c in array string_to_array(said, null) loop
    if c = E'\n' then c := ' '; end if;
    if b <> ' ' and c <> ' ' then
      grams := grams || (b || c);
      if a <> ' ' and octet_length(a || b || c) = 3 then grams := grams || (a || b || c); end if;
    end if;
    a := b;
    b := c;
  end loop;
  return grams;
end $$;
--> statement-breakpoint
create function order_said(o work_order) returns text language plpgsql stable set search_path = public, pg_temp as $$
declare
  name jsonb := (select b.name from building b where b.id = o.building_id);
begin
  return order_text(concat_ws(E'\n', o.number, o.title, concat_ws(' ', name->>'zh', o.place), name->>'en', o.description));
end $$;
--> statement-breakpoint
create function order_marks(community uuid, reported timestamptz) returns text[] language sql immutable parallel safe as $$
  select array['c:' || community, 'm:' || to_char(reported at time zone 'UTC', 'YYYYMM')] $$;
--> statement-breakpoint
create function write_order_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  said text := order_said(new);
begin
  insert into order_words (order_id, grams, text) values (new.id, order_grams(said) || order_marks(new.community_id, new.reported_at), said)
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
insert into order_words (order_id, grams, text)
select o.id, order_grams(said) || order_marks(o.community_id, o.reported_at), said from work_order o cross join lateral (select order_said(o) as said offset 0) said;
--> statement-breakpoint
CREATE INDEX "order_words_grams" ON "order_words" USING gin ("grams") WITH (gin_pending_list_limit=128);
