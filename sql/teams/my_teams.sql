-- The teams the caller belongs to or owns as a company.
create or replace function nova.my_teams() returns setof uuid
language sql stable security definer rows 3
set search_path = ''
as $$
select m.team_id
from nova.team_members m
join nova.teams t on t.id = m.team_id
where m.user_id = nova.current_user_id() and m.status = 'ACTIVE' and t.deleted_at is null
union
select t.id
from nova.teams t
where t.company_id = nova.current_user_id() and t.deleted_at is null
$$;

grant execute on function nova.my_teams() to nova_app;
