-- What one IPv6 customer of a provider may have in all: a /48 of 65,536 networks (RFC 6177). Of
-- IPv4 it is the network again.
create or replace function private.client_site() returns text
language sql stable parallel safe
as $$
select case
    when private.client_network() like '%:%'
    then network(set_masklen(private.client_ip(), 48))::text
    else private.client_network()
end
$$;
