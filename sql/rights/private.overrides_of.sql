-- A member's overrides; none where there are none.
create or replace function private.overrides_of(member nova.team_members) returns jsonb
language sql stable
set search_path = ''
as $$
select coalesce(
    (select p.permissions from nova.team_permissions p where p.team_member_id = member.id), '{}')
$$;
