-- One tag of a QR: its number, the length of its value in bytes, the value. From 128 bytes on the
-- length is BER's: 81 and the length, 82 and two bytes of it, as the authority's own tool writes
-- it.
create or replace function private.tlv(tag int, value bytea) returns bytea
language sql immutable
as $$
select set_byte('\x00', 0, tag)
    || case
        when length(value) < 128 then set_byte('\x00', 0, length(value))
        when length(value) < 256 then '\x81'::bytea || set_byte('\x00', 0, length(value))
        else '\x82'::bytea || set_byte('\x00', 0, length(value) / 256)
            || set_byte('\x00', 0, length(value) % 256)
    end
    || value
$$;

grant execute on function private.tlv(int, bytea) to nova_app;
