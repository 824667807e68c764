-- The caller's address, as private.begin_request bound it.
create or replace function private.client_ip() returns inet
language sql stable parallel safe
as $$
select nullif(current_setting('nova.client_ip', true), '')::inet
$$;
