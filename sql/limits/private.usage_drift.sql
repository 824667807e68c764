-- Whose use of a plan differs from a recount: as kept and as counted. Nobody's, ever, but where a
-- team changed its payer while somebody wrote in it.
create or replace function private.usage_drift()
returns table (payer uuid, key text, kept int, counted int)
language sql stable
set search_path = ''
as $$
select coalesce(k.payer, c.payer), coalesce(k.key, c.key), coalesce(k.used, 0),
    coalesce(c.used, 0)
from (
    select each.payer, each.key, sum(each.used)::int as used
    from (
        select u.payer, u.key, u.used from private.plan_usage u
        union all
        select m.payer, m.key, m.moved from private.plan_moves m
    ) as each
    group by each.payer, each.key
) as k
full join (
    select coalesce(t.company_id, t.manager_id, r.scope_id) as payer, r.key,
        sum(r.used)::int as used
    from private.rows_in_use() as r
    left join nova.teams t on t.id = r.scope_id
    group by 1, 2
) as c on c.payer = k.payer and c.key = k.key
where coalesce(k.used, 0) <> coalesce(c.used, 0)
$$;
