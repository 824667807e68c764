-- Whether one person may read a row of this team and holder: private.readers, asked for one.
--
-- A set of one, for the planner to take in, as private.member_reach is.
create or replace function private.is_reader(
    user_id uuid, permission text, team_id uuid, owner_id uuid, holder_id uuid
) returns setof boolean
language sql stable rows 1
as $$
select case when team_id is null then user_id = owner_id else exists (
    select from nova.team_members m
    join nova.teams t on t.id = m.team_id and t.deleted_at is null
    join nova.users u on u.id = m.user_id and u.role not in ('OWNER', 'ADMIN')
    cross join private.member_reach(m.id, m.role, permission) as reach
    where m.team_id = is_reader.team_id
        and m.user_id = is_reader.user_id
        and m.status = 'ACTIVE'
        and (reach = 'WHOLE' or (reach = 'HELD' and m.user_id = holder_id))
) or exists (
    select from nova.teams t
    join nova.users u on u.id = t.company_id
    where t.id = is_reader.team_id and t.deleted_at is null
        and t.company_id = is_reader.user_id and u.role = 'COMPANY')
end
$$;
