-- Bring what is kept of these people's rights in these scopes up to date: pairs, as derive_rights.
--
-- Locks the teams and the people first, each in one order, and reads after that: of two that change
-- what one person may do, the later sees what the earlier did. Two members of a team do not wait
-- for each other, but for who changes the team.
create or replace function private.keep_rights(user_ids uuid[], scope_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    perform from nova.teams t where t.id = any (scope_ids) order by t.id for share;
    perform from nova.users u where u.id = any (user_ids) order by u.id for no key update;
    with derived as materialized (
        select d.* from private.derive_rights(user_ids, scope_ids) as d
    ), ended as (
        delete from nova.effective_rights r
        using unnest(user_ids, scope_ids) as a (user_id, scope_id)
        where r.user_id = a.user_id and r.scope_id = a.scope_id
            and not exists (
                select from derived d where d.user_id = r.user_id and d.scope_id = r.scope_id)
    )
    insert into nova.effective_rights as r
    select d.* from derived d
    on conflict (user_id, scope_id) do update
    set whole = excluded.whole, held = excluded.held, pooled = excluded.pooled,
        masked = excluded.masked, until = excluded.until
    where r is distinct from excluded;
end
$$;
