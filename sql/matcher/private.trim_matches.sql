-- Let requests keep no more pending matches than their best, and lift their floor to the last one.
--
-- Only pending ones of the market go and count: what somebody has looked at stays, and so does what
-- is of a paused offer.
create or replace function private.trim_matches(request_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
    with ranked as (
        select m.id, m.request_id, m.offer_id, m.points, d.keep, row_number() over (
            partition by m.request_id order by m.points desc, m.offer_id desc) as place
        from private.demand d
        join nova.smart_matches m on m.request_id = d.request_id and m.status = 'PENDING'
        join private.stock h on h.offer_id = m.offer_id
        where d.request_id = any (request_ids) and d.keep is not null
    ),
    gone as (
        delete from nova.smart_matches m
        using ranked r
        where m.id = r.id and r.place > r.keep
            and m.status = 'PENDING' -- asked again: somebody may have opened it meanwhile
        returning m.request_id
    )
    update private.demand d
    set floor_points = r.points, floor_offer = r.offer_id
    from ranked r
    where r.request_id = d.request_id and r.place = r.keep
        and (d.floor_points is not null
            or exists (select from gone g where g.request_id = d.request_id))
        and (d.floor_points, d.floor_offer) is distinct from (r.points, r.offer_id);
end
$$;
