-- How far one member's permission reaches: WHOLE, HELD, or NONE; one row.
--
-- A set of one and without a search_path of its own, so that the planner takes it into the query
-- that asks: as a scalar it was called once a member.
create or replace function private.member_reach(member_id uuid, role text, permission text)
returns setof text
language sql stable rows 1
as $$
select private.final_reach(role, k.writes, p.permissions ->> k.permission, r.reach)
from private.permissions k
left join nova.team_permissions p on p.team_member_id = member_id
left join private.role_permissions r on r.role = member_reach.role and r.permission = k.permission
where k.permission = member_reach.permission
$$;
