-- Who hears of a customer's change: everyone who may read it, before or after; and who of them
-- only observes the team, the new one or the old, and hears of it without phones.
create or replace function private.customer_audience(
    now_is nova.customers, was nova.customers, out recipients uuid[], out masked boolean
) returns setof record
language sql stable rows 1
as $$
select array_agg(reader), reader = any (observers)
from (
    select unnest(now_read) as reader
    from private.readers('customers.read', now_is.team_id, now_is.user_id, now_is.holder_id,
        now_is.assigned_to is null) as now_read
    union
    select unnest(then_read)
    from private.readers('customers.read', was.team_id, was.user_id, was.holder_id,
        was.assigned_to is null) as then_read
    where (was.team_id, was.user_id, was.holder_id, was.assigned_to is null)
        is distinct from
        (now_is.team_id, now_is.user_id, now_is.holder_id, now_is.assigned_to is null)
) as readers
cross join (
    select private.observers(now_is.team_id) || case
        when was.team_id is distinct from now_is.team_id then private.observers(was.team_id) end
) as observing (observers)
group by 2
$$;
