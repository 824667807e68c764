-- A page of what the caller missed since a cursor, up to this moment, for a socket that goes on
-- live; the ids tell which of the events that come meanwhile are among these.
--
-- "next" is where the following page begins; a reading that was given its end (a cursor between two
-- pages, maybe of plain HTTP) is followed by one from there to this moment. It reads up to what has
-- yet to be flushed, so it is for whoever asks here, and no cursor to give away.
create or replace function nova.missed_events(after text) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_user uuid := nova.current_user_id();
    v_had record;
    v_now pg_snapshot := pg_current_snapshot();
begin
    if v_user is null then
        raise exception using
            errcode = 'PT401', message = 'unauthorized';
    end if;
    select * into v_had from private.missed(v_user, after, v_now, 500);
    return json_build_object('events', coalesce(array_to_json(v_had.frames), '[]'),
        'ids', coalesce(v_had.ids, '{}'), 'reset', v_had.reset,
        'next', case
            when v_had.has_more then private.make_live_cursor(v_had.since, v_had.since_at,
                v_had.until, v_had.until_at, v_had.ids[cardinality(v_had.ids)])
            when v_had.until::text <> v_now::text then
                private.make_live_cursor(v_had.until, v_had.until_at)
        end);
end
$$;

grant execute on function nova.missed_events(text) to nova_app;
