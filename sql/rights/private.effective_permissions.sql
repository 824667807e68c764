-- Every permission of one member and how far it reaches, as {"customers.read": "HELD", ...}.
create or replace function private.effective_permissions(member nova.team_members) returns json
language sql stable
set search_path = ''
as $$
select json_object_agg(k.permission, reach order by k.place)
from private.permissions k
cross join private.member_reach(member.id, member.role, k.permission) as reach
$$;
