-- A page of the caller's events after a cursor, and the cursor to go on from.
--
-- "upto" is a snapshot that the server has flushed, so that the cursors given out stand behind it;
-- a process whose relay is a little behind another's gives the cursor back as it came.
create or replace function nova.list_events(after text, upto text, page_size int) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_user uuid := nova.current_user_id();
    v_had record;
    v_cursor text;
begin
    if v_user is null then
        raise exception using
            errcode = 'PT401', message = 'unauthorized';
    end if;
    select * into v_had from private.missed(v_user, after, upto::pg_snapshot, page_size);
    if v_had.has_more then
        v_cursor := private.make_live_cursor(v_had.since, v_had.since_at, v_had.until,
            v_had.until_at, v_had.ids[cardinality(v_had.ids)]);
    elsif v_had.reset is null
        and pg_snapshot_xmax(v_had.until) < pg_snapshot_xmax(v_had.since)
    then
        v_cursor := after;
    else
        v_cursor := private.make_live_cursor(v_had.until, v_had.until_at);
    end if;
    return json_build_object(
        'events', coalesce(array_to_json(v_had.frames), '[]'), 'cursor', v_cursor,
        'hasMore', coalesce(v_had.has_more, false), 'reset', v_had.reset);
end
$$;

grant execute on function nova.list_events(text, text, int) to nova_app;
