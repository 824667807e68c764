-- The members of a team of the caller's, the longest there first; null when it is none of theirs.
create or replace function nova.list_members(team_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', (
    select coalesce(json_agg(api.member(m, u) order by m.joined_at, m.id), '[]')
    from nova.team_members m
    join nova.users u on u.id = m.user_id
    where m.team_id = list_members.team_id))
where list_members.team_id in (select nova.my_teams())
    and exists (select from nova.teams t where t.id = list_members.team_id)
$$;

grant execute on function nova.list_members(uuid) to nova_app;
