-- The time and id a cursor names; a missing cursor stands before the newest row.
--
-- It needs no signature: a forged one only moves within what its sender may see anyway.
create or replace function private.read_cursor(cursor text, out at timestamptz, out id uuid)
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
    v_text text;
    v_at bigint;  -- microseconds; an interval's product is a float, exact for seconds only
begin
    if cursor is null then
        at := 'infinity';
        id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
        return;
    end if;
    v_text := convert_from(decode(rpad(translate(cursor, '-_', '+/'),
        (length(cursor) + 3) / 4 * 4, '='), 'base64'), 'UTF8');
    v_at := split_part(v_text, '.', 1)::bigint;
    at := to_timestamp(0) + v_at / 1000000 * interval '1 second'
        + v_at % 1000000 * interval '1 microsecond';
    id := split_part(v_text, '.', 2)::uuid;
exception when others then
    raise exception using
        errcode = 'PT400',
        message = 'cursor_invalid',
        column = 'cursor';
end
$$;

grant execute on function private.read_cursor(text) to nova_app;
