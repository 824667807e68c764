-- Who hears of a team: its manager, its company, and its active members.
create or replace function private.team_audience(team_id uuid) returns uuid[]
language sql stable
set search_path = ''
as $$
select array(
    select t.manager_id from nova.teams t where t.id = team_audience.team_id
    union
    select t.company_id from nova.teams t
    where t.id = team_audience.team_id and t.company_id is not null
    union
    select m.user_id from nova.team_members m
    where m.team_id = team_audience.team_id and m.status = 'ACTIVE')
$$;
