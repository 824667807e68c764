-- Who hears of a customer's change: everyone who may read it, before or after; and who of them
-- only observes the team, the new one or the old, and hears of it without phones.
create or replace function private.customer_audience(
    now_is nova.customers, was nova.customers, out recipients uuid[], out masked boolean
) returns setof record
language plpgsql stable rows 1
set search_path = ''
as $$
declare
    v_readers uuid[];
    v_observers uuid[] := private.observers(now_is.team_id);
begin
    select r into v_readers
    from private.readers('customers.read', now_is.team_id, now_is.user_id, now_is.holder_id,
        now_is.assigned_to is null) as r;
    if (was.team_id, was.user_id, was.holder_id, was.assigned_to is null)
        is distinct from
        (now_is.team_id, now_is.user_id, now_is.holder_id, now_is.assigned_to is null)
    then
        v_readers := array(
            select unnest(v_readers)
            union
            select unnest(r)
            from private.readers('customers.read', was.team_id, was.user_id, was.holder_id,
                was.assigned_to is null) as r);
        v_observers := v_observers || private.observers(was.team_id);
    end if;
    if v_readers = '{}' then
        return;  -- nobody hears of a team that is gone
    end if;
    if not v_readers && v_observers then
        recipients := v_readers;
        masked := false;
        return next;
        return;
    end if;
    return query
    select array_agg(reader), reader = any (v_observers)
    from unnest(v_readers) as reader
    group by 2;
end
$$;
