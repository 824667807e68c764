-- Who gets a member's rows where nobody is named: the team's manager, or another one who may work.
create or replace function private.heir_of(member nova.team_members) returns uuid
language sql stable
set search_path = ''
as $$
select m.user_id
from nova.team_members m
join nova.teams t on t.id = m.team_id
where m.team_id = member.team_id
    and m.id <> member.id
    and m.role = 'MANAGER'
    and private.may_hold(m.user_id, m.team_id)
order by m.user_id <> t.manager_id, m.joined_at, m.id
limit 1
$$;
