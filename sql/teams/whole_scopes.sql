-- The scopes in which the caller has this permission on every row.
--
-- Their own; the teams where their role or an override gives it whole; all teams of their company.
-- Computed once a statement: policies and lists call it in a sub-select. Definer: it reads the
-- teams that the policies themselves are made of.
create or replace function nova.whole_scopes(permission text) returns setof uuid
language sql stable security definer rows 3
set search_path = ''
as $$
select nova.current_user_id()
where nova.current_user_id() is not null
union
select m.team_id
from nova.team_members m
join nova.teams t on t.id = m.team_id
where m.user_id = nova.current_user_id()
    and m.status = 'ACTIVE'
    and t.deleted_at is null
    and private.reach(m.id, m.role, permission) = 'WHOLE'
union
select t.id
from nova.teams t
where t.company_id = nova.current_user_id() and t.deleted_at is null
$$;

grant execute on function nova.whole_scopes(text) to nova_app;
