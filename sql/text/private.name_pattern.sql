-- The same for a name written with other blanks or articles: عبد الله finds عبدالله.
create or replace function private.name_pattern(typed text) returns text
language sql immutable strict parallel safe
as $$
select private.like_pattern(key)
from (select nova.name_key(typed) as key) as name
where key collate pg_catalog.pg_c_utf8 ~ '\w'
$$;
