-- The place a cursor names; or, in "reset", why there is none to go on from.
--
-- cursorTooOld: its events have been taken away. cursorUnknown: not one of ours, from another life
-- of the log, or ahead of it. No signature: a forged one only moves within the caller's own events.
create or replace function private.read_live_cursor(
    cursor text, out since pg_snapshot, out since_at timestamptz, out until pg_snapshot,
    out until_at timestamptz, out after_id bigint, out reset text
)
language plpgsql stable
set search_path = ''
as $$
declare
    v_parts text[];
begin
    v_parts := string_to_array(convert_from(decode(rpad(translate(cursor, '-_', '+/'),
        (length(cursor) + 3) / 4 * 4, '='), 'base64'), 'UTF8'), '.');
    if v_parts[1] <> 'v1' or v_parts[2] <> private.log_generation() then
        reset := 'cursorUnknown';
    elsif to_timestamp(v_parts[3]::bigint) < now() - interval '3 days' then
        reset := 'cursorTooOld';
    else
        since := v_parts[4]::pg_snapshot;
        since_at := to_timestamp(v_parts[3]::bigint);
        until := v_parts[5]::pg_snapshot;
        until_at := to_timestamp(v_parts[7]::bigint);
        after_id := coalesce(v_parts[6]::bigint, 0);
        if since is null
            or pg_snapshot_xmax(coalesce(until, since)) > pg_snapshot_xmax(pg_current_snapshot())
            or pg_snapshot_xmax(since) > pg_snapshot_xmax(coalesce(until, since))
        then
            reset := 'cursorUnknown';
        end if;
    end if;
exception when others then
    reset := 'cursorUnknown';
end
$$;
