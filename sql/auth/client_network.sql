-- The caller's address as rates count it: an IPv6 caller has a whole /64 to call from.
create or replace function private.client_network() returns text
language sql stable parallel safe
as $$
select coalesce(
    case family(private.client_ip())
        when 6 then network(set_masklen(private.client_ip(), 64))::text
        else host(private.client_ip())
    end, 'unknown')
$$;
