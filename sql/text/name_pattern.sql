-- The same for a name written with other blanks or articles: عبد الله finds عبدالله.
create or replace function private.name_pattern(typed text) returns text
language sql immutable strict parallel safe
as $$
select '%' || replace(replace(replace(nova.name_key(typed), '\', '\\'), '%', '\%'), '_', '\_') || '%'
$$;

grant execute on function private.name_pattern(text) to nova_app;
