-- What somebody typed into a search box, as the LIKE pattern that finds it in a search_text. Null,
-- which finds nothing, where it folds to nothing: only signs, vowel marks, or an article.
--
-- A whole phone is looked for in E.164, whatever form it was typed in; part of one by its digits;
-- everything else as folded words.
create or replace function private.search_pattern(typed text) returns text
language sql immutable strict parallel safe
as $$
select private.like_pattern(nullif(case
    when nova.normalize_phone(typed) is not null then nova.normalize_phone(typed)
    when folded ~ '^[+\d\s().-]+$' then regexp_replace(folded, '[^\d]', '', 'g')
    when nova.name_key(typed) collate pg_catalog.pg_c_utf8 ~ '\w' then folded
end, ''))
from (select nova.normalize_text(typed) as folded) as words
$$;
