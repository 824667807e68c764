-- A phone that tells two people apart and calls neither: +9665••••••67.
create or replace function private.masked_phone(phone text) returns text
language sql immutable strict parallel safe
as $$
select left(phone, 5) || repeat('•', greatest(length(phone) - 7, 0)) || right(phone, 2)
$$;

grant execute on function private.masked_phone(text) to nova_app;
