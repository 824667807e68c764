-- The caller's network, as rates count it.
create or replace function private.client_network() returns text
language sql stable parallel safe
as $$
select coalesce(private.network_of(private.client_ip()), 'unknown')
$$;
