-- The teams of whose customers the caller sees no phone: those they only observe.
create or replace function nova.masked_scopes() returns setof uuid
language sql stable rows 1
as $$
select r.scope_id
from nova.effective_rights r
where r.user_id = nova.current_user_id() and r.masked
$$;

grant execute on function nova.masked_scopes() to nova_app;
