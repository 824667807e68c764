-- The pairs that open requests should have as pending matches, ranked; one more than a request
-- keeps, so that it shows whether others are left out. Pairs that were viewed, accepted or turned
-- down are not among them, but those that may be offered again.
create or replace function private.wanted_matches(request_ids uuid[])
returns table (
    request_id uuid, user_id uuid, keep int, offer_id uuid, points bigint, place bigint,
    found bigint)
language sql stable
as $$
select d.request_id, d.user_id, d.keep, best.offer_id, best.points,
    row_number() over (
        partition by d.request_id order by best.points desc, best.offer_id desc),
    count(*) over (partition by d.request_id)
from private.demand d
cross join lateral (
    select count(*)::int as touched
    from nova.smart_matches m
    where m.request_id = d.request_id and m.status <> 'PENDING') as had
cross join lateral private.best_homes(d, d.keep + 1 + had.touched) as best
left join nova.smart_matches m
    on m.request_id = d.request_id and m.offer_id = best.offer_id and m.status <> 'PENDING'
where d.request_id = any (request_ids)
    and (m.id is null or private.may_offer_again(m, best.points, (
        select h.price from private.stock h where h.offer_id = best.offer_id)))
$$;
