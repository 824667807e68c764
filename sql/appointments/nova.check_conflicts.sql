-- What a new appointment at this time, or a series that begins then, would meet: rivals, off hours,
-- breaks, holidays. Writes nothing.
create or replace function nova.check_conflicts(
    user_id uuid, start_datetime timestamptz, end_datetime timestamptz, except_id uuid,
    rrule text, timezone text
) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_user uuid := coalesce(user_id, nova.current_user_id());
    v_span tstzrange := private.span_of(
        start_datetime, end_datetime, interval '24 hours', 'endDatetime');
    v_spans tstzrange[] := array[v_span];
begin
    perform private.require_colleague(v_user, 'userId');
    if rrule is not null then
        v_spans := private.series_spans(
            rrule, v_span, coalesce(timezone, private.zone_of(v_user)));
    end if;
    return json_build_object(
        'rivals', coalesce((
            select json_agg(json_build_object('id', case when r.is_seen then (r.rival).id end,
                'title', case when r.is_seen then (r.rival).title end,
                'startDatetime', (r.rival).start_datetime, 'endDatetime', (r.rival).end_datetime)
                order by (r.rival).start_datetime)
            from private.rivals_in(
                v_user, v_spans, array_remove(array[except_id], null)) as r), '[]'),
        'warnings', coalesce((
            select json_agg(json_build_object('code', w.warning ->> 'code',
                'params', w.warning -> 'params'))
            from private.calendar_warnings(v_user, v_spans) as w), '[]'));
end
$$;

grant execute on function nova.check_conflicts(
    uuid, timestamptz, timestamptz, uuid, text, text) to nova_app;
