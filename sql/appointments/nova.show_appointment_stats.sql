-- The appointments the caller may read that begin in a span of at most 92 days, counted by state.
create or replace function nova.show_appointment_stats(
    begins timestamptz, ends timestamptz, team_id uuid
) returns json
language plpgsql stable
set search_path = ''
as $$
begin
    perform private.span_of(begins, ends, interval '92 days', 'to');
    return (
        select json_build_object('total', coalesce(sum(each.count), 0),
            'byStatus', coalesce(json_object_agg(each.status, each.count), '{}'))
        from (
            select a.status, count(*) as count
            from nova.appointments a
            where a.start_datetime >= begins and a.start_datetime < ends and a.deleted_at is null
                and (show_appointment_stats.team_id is null
                    or a.team_id = show_appointment_stats.team_id)
            group by a.status) as each);
end
$$;

grant execute on function nova.show_appointment_stats(timestamptz, timestamptz, uuid) to nova_app;
