-- How many people are active in a team.
create or replace function private.members_in(team_id uuid) returns bigint
language sql stable
as $$
select count(*) from nova.team_members m
where m.team_id = members_in.team_id and m.status = 'ACTIVE'
$$;
