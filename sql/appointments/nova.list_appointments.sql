-- The appointments the caller may read that touch a span of at most 92 days, the earliest first.
--
-- Definer for the same reason as list_customers, each scope by itself;
-- tests/sql/appointments/test_list_appointments.py holds it equal to the policy appointments_read.
create or replace function nova.list_appointments(
    begins timestamptz, ends timestamptz, user_id uuid, customer_id uuid, property_id uuid,
    status text, team_id uuid, cursor text, page_size int
) returns setof nova.appointments
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
    v_span tstzrange := private.span_of(begins, ends, interval '92 days', 'to');
    v_after record := private.read_cursor(cursor);
begin
    return query
    select found.*
    from (
        select s.scope, bool_or(s.reach = 'WHOLE') as is_whole
        from (
            select r.scope, r.reach from nova.reading_scopes('appointments.read') as r
            union all
            select w, 'WHOLE' from nova.whole_scopes('appointments.readTeam') as w) as s
        group by s.scope
    ) as scopes
    cross join lateral (
        select a.*
        from nova.appointments a
        where a.scope_id = scopes.scope
            and (scopes.is_whole or a.user_id = v_me)
            and a.deleted_at is null
            and a.start_datetime > begins - interval '24 hours'
            and a.start_datetime < ends
            and a.end_datetime > begins
            and (list_appointments.cursor is null
                or (a.start_datetime, a.id) > (v_after.at, v_after.id))
            and (list_appointments.user_id is null or a.user_id = list_appointments.user_id)
            and (list_appointments.customer_id is null
                or a.customer_id = list_appointments.customer_id)
            and (list_appointments.property_id is null
                or a.property_id = list_appointments.property_id)
            and (list_appointments.status is null or a.status = list_appointments.status)
            and (list_appointments.team_id is null or a.team_id = list_appointments.team_id)
        order by a.start_datetime, a.id
        limit page_size
    ) as found
    order by found.start_datetime, found.id
    limit page_size;
end
$$;

grant execute on function nova.list_appointments(timestamptz, timestamptz, uuid, uuid, uuid, text,
    uuid, text, int) to nova_app;
