-- What a new appointment at this time would meet: rivals, off hours, breaks, holidays. Writes
-- nothing.
create or replace function nova.check_conflicts(
    user_id uuid, start_datetime timestamptz, end_datetime timestamptz, except_id uuid
) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_user uuid := coalesce(user_id, nova.current_user_id());
    v_span tstzrange := private.span_of(
        start_datetime, end_datetime, interval '24 hours', 'endDatetime');
begin
    perform private.require_colleague(v_user);
    return json_build_object(
        'rivals', coalesce((
            select json_agg(json_build_object('id', case when seen then a.id end,
                'title', case when seen then a.title end,
                'startDatetime', a.start_datetime, 'endDatetime', a.end_datetime)
                order by a.start_datetime)
            from nova.appointments a
            cross join lateral private.reads_appointment(a) as seen
            where a.user_id = v_user and a.during && v_span and a.deleted_at is null
                and a.status in ('SCHEDULED', 'CONFIRMED')
                and a.id is distinct from except_id), '[]'),
        'warnings', coalesce((
            select json_agg(json_build_object('code', w ->> 'code', 'params', w -> 'params'))
            from unnest(private.calendar_warnings(v_user, v_span)) as w), '[]'));
end
$$;

grant execute on function nova.check_conflicts(uuid, timestamptz, timestamptz, uuid) to nova_app;
