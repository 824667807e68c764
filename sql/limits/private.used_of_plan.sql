-- How many rows count against a limit of somebody's plan as of now, and how many lines of them are
-- this transaction's own. One row.
create or replace function private.used_of_plan(payer uuid, key text)
returns table (used int, own int)
language sql stable rows 1
as $$
select
    coalesce(sum(m.moved), 0)::int + coalesce((
        select u.used from private.plan_usage u
        where u.payer = used_of_plan.payer and u.key = used_of_plan.key), 0),
    count(*) filter (where m.made_in = pg_current_xact_id_if_assigned())::int
from private.plan_moves m
where m.payer = used_of_plan.payer and m.key = used_of_plan.key
$$;
