-- Everyone who may read a row of this team and holder: who gets its events.
--
-- The same rights as whole_scopes, held_scopes and pool_scopes ask for, seen from the row; "pooled"
-- says that the row is a customer whom nobody was given. Without a team: its owner. Nobody hears
-- through broken glass. A set of one, for the planner to take in.
create or replace function private.readers(
    permission text, team_id uuid, owner_id uuid, holder_id uuid, pooled boolean default false
) returns setof uuid[]
language sql stable rows 1
as $$
select case when team_id is null then array[owner_id] else array(
    select r.user_id
    from nova.effective_rights r
    where r.scope_id = readers.team_id
        and r.until = 'infinity'
        and (permission = any (r.whole)
            or (permission = any (r.held)
                and (r.user_id = holder_id or (readers.pooled and r.pooled)))))
end
$$;
