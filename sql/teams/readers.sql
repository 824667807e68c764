-- Everyone who may read a row of this team and holder: who gets its events.
--
-- The same rule as whole_scopes and held_scopes, seen from the row. Without a team: its owner.
create or replace function private.readers(
    permission text, team_id uuid, owner_id uuid, holder_id uuid
) returns uuid[]
language sql stable
set search_path = ''
as $$
select case when team_id is null then array[owner_id] else array(
    select m.user_id
    from nova.team_members m
    cross join private.reach(m.id, m.role, permission) as reach
    where m.team_id = readers.team_id
        and m.status = 'ACTIVE'
        and (reach = 'WHOLE' or (reach = 'HELD' and m.user_id = holder_id))
    union
    select t.company_id
    from nova.teams t
    where t.id = readers.team_id and t.company_id is not null)
end
$$;
