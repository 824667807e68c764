-- Bring the matches of open requests up to date: the best pairs are made or scored anew, pending
-- ones that are no longer among them go (a paused offer's stay), and the floor is the last one kept
-- when others were left out.
create or replace function private.match_requests(request_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_kept nova.smart_matches[];
    v_floors nova.smart_matches[];
begin
    select array_agg(row(null, w.offer_id, w.request_id, w.user_id, w.points, 'PENDING')
            ::nova.smart_matches) filter (where w.keep is null or w.place <= w.keep),
        array_agg(row(null, w.offer_id, w.request_id, w.user_id, w.points, 'PENDING')
            ::nova.smart_matches) filter (where w.place = w.keep and w.found > w.keep)
    into v_kept, v_floors
    from private.wanted_matches(request_ids) as w;
    delete from nova.smart_matches m
    where m.request_id = any (request_ids)
        and m.status = 'PENDING'
        and exists (select from private.stock h where h.offer_id = m.offer_id)
        and not exists (
            select from unnest(v_kept) as k
            where k.request_id = m.request_id and k.offer_id = m.offer_id);
    perform private.keep_matches(v_kept);
    perform private.rescore_viewed(request_ids, null);
    update private.demand d
    set floor_points = f.points, floor_offer = f.offer_id
    from unnest(request_ids) as asked (id)
    left join unnest(v_floors) as f on f.request_id = asked.id
    where d.request_id = asked.id
        and (d.floor_points, d.floor_offer) is distinct from (f.points, f.offer_id);
end
$$;
