-- What a team role with these overrides may do: every key of the catalogue and how far it reaches.
create or replace function private.permissions_of(role text, overrides jsonb) returns jsonb
language sql stable
set search_path = ''
as $$
select jsonb_object_agg(k.permission, private.final_reach(
    permissions_of.role, k.writes, overrides ->> k.permission, r.reach))
from private.permissions k
left join private.role_permissions r
    on r.role = permissions_of.role and r.permission = k.permission
$$;
