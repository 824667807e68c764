-- The teams of whose customers the caller sees no phone: those they only observe.
create or replace function nova.masked_scopes() returns setof uuid
language sql stable security definer rows 1
set search_path = ''
as $$
select m.team_id
from nova.team_members m
join nova.teams t on t.id = m.team_id
join nova.users me on me.id = m.user_id
where m.user_id = nova.current_user_id()
    and m.role = 'OBSERVER'
    and not (me.role = 'COMPANY' and t.company_id is not distinct from m.user_id)
$$;

grant execute on function nova.masked_scopes() to nova_app;
