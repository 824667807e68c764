-- The same for a name written with other blanks or articles: عبد الله finds عبدالله.
create or replace function private.name_pattern(typed text) returns text
language sql immutable strict parallel safe
as $$
select private.like_pattern(nova.name_key(typed))
$$;
