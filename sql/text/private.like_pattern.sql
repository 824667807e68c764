-- Words as a LIKE pattern that finds them anywhere; the signs of LIKE itself are only letters here.
create or replace function private.like_pattern(words text) returns text
language sql immutable strict parallel safe
as $$
select '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%'
$$;
