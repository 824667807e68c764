-- Where a page ended, as an opaque text: time and id of its last row.
create or replace function private.make_cursor(created_at timestamptz, id uuid) returns text
language sql immutable strict parallel safe
as $$
select translate(
    encode(convert_to(
        (extract(epoch from created_at) * 1000000)::bigint || '.' || id, 'UTF8'), 'base64'),
    E'+/=\n', '-_')
$$;

grant execute on function private.make_cursor(timestamptz, uuid) to nova_app;
