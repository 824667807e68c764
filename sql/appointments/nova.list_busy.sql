-- When the people of a team have appointments, within at most 92 days: intervals, and nothing of
-- what, where or with whom. Null where the caller reads no such team.
create or replace function nova.list_busy(team_id uuid, begins timestamptz, ends timestamptz)
returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_span tstzrange := private.span_of(begins, ends, interval '92 days', 'to');
begin
    if not exists (
        select from nova.whole_scopes('team.read') as s where s = list_busy.team_id
    ) then
        return null;
    end if;
    return json_build_object('data', coalesce((
        select json_agg(json_build_object('userId', m.user_id,
            'startDatetime', lower(busy), 'endDatetime', upper(busy))
            order by lower(busy), m.user_id)
        from nova.team_members m
        cross join lateral unnest(private.busy_time(m.user_id, v_span)) as busy
        where m.team_id = list_busy.team_id and m.status = 'ACTIVE'), '[]'));
end
$$;

grant execute on function nova.list_busy(uuid, timestamptz, timestamptz) to nova_app;
