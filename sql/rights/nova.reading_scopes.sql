-- The scopes in which the caller has a permission, and how far: WHOLE on every row, HELD on the
-- rows they hold, POOL on the customers whom nobody was given. The house's rule of visibility;
-- lists look into each scope by it, whole_scopes, held_scopes and pool_scopes pick from it.
--
-- Their own; the teams where their role or an override gives it; all teams of their company; for
-- reading, what an administrator broke the glass of. The back office (OWNER, ADMIN) has no rows of
-- its own and works in no team. Definer: it reads the teams that the policies themselves are made
-- of. In steps, because most callers need the first two: as one query it took twice the time.
create or replace function nova.reading_scopes(permission text)
returns table (scope uuid, reach text)
language plpgsql stable security definer rows 3
set search_path = ''
as $$
declare
    v_me uuid := nova.current_user_id();
    v_role text := private.caller_role();
begin
    if v_role = 'ADMIN' then
        return query
        select distinct g.scope_id, 'WHOLE'
        from private.broken_glass g
        where g.admin_id = v_me and g.expires_at > now() and permission like '%.read';
    end if;
    if v_role is null or v_role in ('OWNER', 'ADMIN') then
        return;
    end if;
    scope := v_me;
    reach := 'WHOLE';
    return next;
    return query
    select m.team_id, unnest(case
        when member_reach = 'HELD' and permission = 'customers.read'
            and t.settings @> '{"sharedPool": true}'
        then array['HELD', 'POOL']
        else array[member_reach]
    end)
    from nova.team_members m
    join nova.teams t on t.id = m.team_id
    cross join private.member_reach(m.id, m.role, permission) as member_reach
    where m.user_id = v_me
        and m.status = 'ACTIVE'
        and t.deleted_at is null
        and not (v_role = 'COMPANY' and t.company_id is not distinct from v_me)
        and member_reach <> 'NONE';
    if v_role = 'COMPANY' then
        return query
        select t.id, 'WHOLE' from nova.teams t where t.company_id = v_me and t.deleted_at is null;
    end if;
end
$$;

grant execute on function nova.reading_scopes(text) to nova_app;
