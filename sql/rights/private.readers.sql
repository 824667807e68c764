-- Everyone who may read a row of this team and holder: who gets its events.
--
-- The same rule as whole_scopes, held_scopes and pool_scopes, seen from the row; "pooled" says
-- that the row is a customer whom nobody was given. Without a team: its owner. A set of one, for
-- the planner to take in.
create or replace function private.readers(
    permission text, team_id uuid, owner_id uuid, holder_id uuid, pooled boolean default false
) returns setof uuid[]
language sql stable rows 1
as $$
select case when team_id is null then array[owner_id] else array(
    select m.user_id
    from nova.team_members m
    join nova.teams t on t.id = m.team_id and t.deleted_at is null
    join nova.users u on u.id = m.user_id and u.role not in ('OWNER', 'ADMIN')
    cross join private.member_reach(m.id, m.role, permission) as reach
    where m.team_id = readers.team_id
        and m.status = 'ACTIVE'
        and not (u.role = 'COMPANY' and u.id = t.company_id)
        and (reach = 'WHOLE'
            or (reach = 'HELD' and m.user_id = holder_id)
            or (reach = 'HELD' and pooled and t.settings @> '{"sharedPool": true}'))
    union all
    select t.company_id
    from nova.teams t
    join nova.users u on u.id = t.company_id
    where t.id = readers.team_id and t.deleted_at is null and u.role = 'COMPANY')
end
$$;
