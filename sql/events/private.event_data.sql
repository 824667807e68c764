-- What an event carries of a row: the API's own shape of it, up to 8 KiB.
--
-- A larger one says only that it was cut, and its team; the client then fetches it by its id.
create or replace function private.event_data(row_json json) returns jsonb
language sql immutable parallel safe
as $$
select case
    when octet_length(row_json::text) <= 8192 then row_json::jsonb
    else jsonb_strip_nulls(jsonb_build_object(
        'truncated', true, 'teamId', row_json::jsonb -> 'teamId'))
end
$$;
