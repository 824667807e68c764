-- The scopes in which the caller has this permission on every row.
--
-- Their own; the teams where their role or an override gives it whole; all teams of their company;
-- for reading, what an administrator broke the glass of. The back office (OWNER, ADMIN) has no
-- rows of its own and works in no team. Computed once a statement: policies and lists call it in a
-- sub-select. Definer: it reads the teams that the policies themselves are made of.
create or replace function nova.whole_scopes(permission text) returns setof uuid
language sql stable security definer rows 3
set search_path = ''
as $$
with me as (
    select u.id, u.role from nova.users u where u.id = nova.current_user_id()
)
select me.id from me where me.role not in ('OWNER', 'ADMIN')
union
select m.team_id
from me
join nova.team_members m on m.user_id = me.id
join nova.teams t on t.id = m.team_id
cross join private.member_reach(m.id, m.role, permission) as reach
where me.role not in ('OWNER', 'ADMIN')
    and m.status = 'ACTIVE'
    and t.deleted_at is null
    and reach = 'WHOLE'
union
select t.id
from me
join nova.teams t on t.company_id = me.id
where me.role = 'COMPANY' and t.deleted_at is null
union
select g.scope_id
from me
join private.broken_glass g on g.admin_id = me.id
where me.role = 'ADMIN' and g.expires_at > now() and permission like '%.read'
$$;

grant execute on function nova.whole_scopes(text) to nova_app;
