-- Offers that left the market, by whatever way, and requests that closed take their open matches
-- along; a paused offer keeps them, but gives its place up. A request that kept its best only has
-- room for others then.
--
-- Nothing is written where nothing left: an update of no row still calls its table's triggers.
create or replace function private.expire_matches(property_ids uuid[], request_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_left uuid[] := array(
        select o.id from nova.offers o
        where o.property_id = any (property_ids)
            and not exists (select from private.stock h where h.offer_id = o.id));
    v_closed uuid[] := array(
        select asked.id from unnest(request_ids) as asked (id)
        where not exists (select from private.demand d where d.request_id = asked.id));
begin
    if v_left <> '{}' then
        insert into private.match_queue (request_id, owner_id)
        select distinct d.request_id, d.user_id
        from nova.smart_matches m
        join private.demand d on d.request_id = m.request_id and d.floor_points is not null
        where m.offer_id = any (v_left) and m.status = 'PENDING';
        update nova.smart_matches m
        set status = 'EXPIRED'
        where m.status in ('PENDING', 'VIEWED')
            and m.offer_id = any (array(
                select o.id from nova.offers o where o.id = any (v_left) and o.status <> 'PAUSED'));
    end if;
    if v_closed <> '{}' then
        update nova.smart_matches m
        set status = 'EXPIRED'
        where m.status in ('PENDING', 'VIEWED') and m.request_id = any (v_closed);
    end if;
end
$$;
