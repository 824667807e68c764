-- Offers were made or changed: find their matches; those that left the market lose theirs.
create or replace function private.tg_match_offers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_active uuid[];
    v_closed uuid[];
begin
    if tg_op = 'INSERT' then
        v_active := array(select n.id from new_rows n where n.status = 'ACTIVE');
    else
        select
            array_agg(n.id) filter (where n.status = 'ACTIVE' and (
                o.status <> 'ACTIVE'
                or n.summary is distinct from o.summary
                or n.max_brokers > o.max_brokers)),
            array_agg(n.id) filter (
                where n.status in ('COMPLETED', 'EXPIRED') and o.status <> n.status)
        into v_active, v_closed
        from new_rows n
        join old_rows o on o.id = n.id;
    end if;
    if cardinality(v_active) > 0 then
        perform private.find_matches(v_active, null);
    end if;
    update nova.smart_matches m
    set status = 'EXPIRED'
    where m.offer_id = any (v_closed) and m.status in ('PENDING', 'VIEWED');
    return null;
end
$$;
