-- The times in which all these people can be met for so many minutes: their hours less breaks,
-- holidays and appointments, each in their own zone; begun at every "step" minutes, at most 500.
--
-- Definer, because calendars of colleagues count: it tells when they are free, and nothing else.
create or replace function nova.show_availability(
    users uuid[], begins timestamptz, ends timestamptz, minutes int, step int
) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_span tstzrange := private.span_of(begins, ends, interval '31 days', 'to');
    v_users uuid[] := coalesce(users, array[nova.current_user_id()]);
    v_free tstzmultirange;
begin
    perform private.require_colleague(u, 'users') from unnest(v_users) as u;
    select range_intersect_agg(
        private.working_time(u, v_span) * tstzmultirange(v_span) - private.busy_time(u, v_span))
    into v_free
    from unnest(v_users) as u;
    return json_build_object('data', coalesce((
        select json_agg(json_build_object('startDatetime', slot.at,
            'endDatetime', slot.at + minutes * interval '1 minute') order by slot.at)
        from (
            select at
            from unnest(v_free) as free
            cross join lateral generate_series(
                date_bin(step * interval '1 minute',
                    lower(free) + step * interval '1 minute' - interval '1 microsecond',
                    timestamptz '2000-01-01 00:00+00'),
                upper(free) - minutes * interval '1 minute',
                step * interval '1 minute') as at
            order by at
            limit 500) as slot), '[]'));
end
$$;

grant execute on function nova.show_availability(uuid[], timestamptz, timestamptz, int, int)
    to nova_app;
