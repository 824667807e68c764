-- A phone that tells two people apart and calls neither: +966•••••••67. At most six of its signs
-- are seen, and of a short one a third and two.
create or replace function private.masked_phone(phone text) returns text
language sql immutable strict parallel safe
as $$
select left(phone, seen - 2) || repeat('•', length(phone) - seen) || right(phone, 2)
from greatest(2, least(6, length(phone) / 3 + 2)) as seen
$$;

grant execute on function private.masked_phone(text) to nova_app;
