-- Write what follows of these people's rights in these scopes: private.keep_rights has locked them.
create or replace function private.write_rights(user_ids uuid[], scope_ids uuid[]) returns void
language sql volatile
set search_path = ''
as $$
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
where r is distinct from excluded
$$;
