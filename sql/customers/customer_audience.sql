-- Who hears of a customer's change: everyone who may read it, before or after; and who of them
-- only observes the team, the new one or the old, and hears of it without phones.
create or replace function private.customer_audience(
    now_is nova.customers, was nova.customers, out recipients uuid[], out masked boolean
) returns setof record
language sql stable rows 1
as $$
select array_agg(reader),
    reader = any (private.observers(now_is.team_id))
        or (was.team_id is distinct from now_is.team_id
            and reader = any (private.observers(was.team_id)))
from (
    select unnest(after || before) as reader
    from private.readers('customers.read', now_is.team_id, now_is.user_id, now_is.holder_id,
        now_is.assigned_to is null) as after
    cross join private.readers('customers.read', was.team_id, was.user_id, was.holder_id,
        was.assigned_to is null) as before
    group by 1
) as readers
group by 2
$$;
