-- How far one member's permission reaches: WHOLE, HELD, or NONE.
--
-- The role's default, unless the member has an override of their own.
create or replace function private.reach(member_id uuid, role text, permission text) returns text
language sql stable
set search_path = ''
as $$
select coalesce(
    (select p.permissions ->> permission
    from nova.team_permissions p
    where p.team_member_id = member_id),
    (select r.reach
    from private.role_permissions r
    where r.role = reach.role and r.permission = reach.permission),
    'NONE')
$$;
