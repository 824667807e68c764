-- An event of each of these memberships, for the team and the member.
create or replace function private.tell_members(
    members nova.team_members[], event text, stays boolean
) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    if members = '{}' then
        return;
    end if;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select tell_members.event, 'team_member', m.id,
        private.hearers(private.team_audience(m.team_id), array[m.user_id]),
        private.event_data(case
            when stays then api.member(m, u)
            else json_build_object('id', m.id, 'teamId', m.team_id, 'userId', m.user_id)
        end)
    from unnest(members) as m
    join nova.users u on u.id = m.user_id
    order by m.id;
    if found then
        perform private.wake_readers();
    end if;
end
$$;
