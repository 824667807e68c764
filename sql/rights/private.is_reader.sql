-- Whether one person may read a row of this team and holder: private.readers, asked for one.
--
-- A set of one, for the planner to take in, as private.member_reach is.
create or replace function private.is_reader(
    user_id uuid, permission text, team_id uuid, owner_id uuid, holder_id uuid
) returns setof boolean
language sql stable rows 1
as $$
select case when team_id is null then user_id = owner_id else exists (
    select from nova.effective_rights r
    where r.user_id = is_reader.user_id
        and r.scope_id = is_reader.team_id
        and r.until = 'infinity'
        and (permission = any (r.whole)
            or (permission = any (r.held) and r.user_id = holder_id)))
end
$$;
