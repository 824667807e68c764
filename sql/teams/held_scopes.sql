-- The teams in which the caller has this permission on the rows they hold, and no others.
create or replace function nova.held_scopes(permission text) returns setof uuid
language sql stable security definer rows 2
set search_path = ''
as $$
select m.team_id
from nova.users me
join nova.team_members m on m.user_id = me.id
join nova.teams t on t.id = m.team_id
cross join private.member_reach(m.id, m.role, permission) as reach
where me.id = nova.current_user_id()
    and me.role not in ('OWNER', 'ADMIN')
    and m.status = 'ACTIVE'
    and t.deleted_at is null
    and not (me.role = 'COMPANY' and t.company_id is not distinct from me.id)
    and reach = 'HELD'
$$;

grant execute on function nova.held_scopes(text) to nova_app;
