-- An address as rates count it: an IPv6 caller has a whole /64 to call from, and an IPv4 address
-- mapped into IPv6 is IPv4. The app's networks.network says the same; a test holds them equal.
create or replace function private.network_of(address inet) returns text
language sql immutable strict parallel safe
as $$
select case
    when address <<= '::ffff:0:0/96' then host('0.0.0.0'::inet + (address - '::ffff:0:0'::inet))
    when family(address) = 6 then network(set_masklen(address, 64))::text
    else host(address)
end
$$;
