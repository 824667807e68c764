-- A lookup key of the matcher as one integer. Two may collide: who looks up checks the row again.
create or replace function private.market_key(kind int, a bigint, b bigint, cell int) returns int
language sql immutable parallel safe
as $$
select hashint8(((kind + a) * 1048583 + b) * 4099 + cell)
$$;
