-- The people in the teams of the caller's company; who was made inactive there is none of them.
create or replace function private.my_people() returns setof uuid
language sql stable
set search_path = ''
as $$
select distinct m.user_id
from nova.users me
join nova.teams t on t.company_id = me.id and t.deleted_at is null
join nova.team_members m on m.team_id = t.id and m.status = 'ACTIVE'
where me.id = nova.current_user_id() and me.role = 'COMPANY'
$$;
