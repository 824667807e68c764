-- The best offers in the market for one of the caller's requests, found now, with the match where
-- one is kept; accepted ones always. A request that waits for the matcher says so. Null when it is
-- not theirs to read.
--
-- A row crosses owners here: definer, with the columns of the teaser.
create or replace function nova.list_request_matches(
    request_id uuid, min_score int, page_size int
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests;
    v_from int;
    v_waiting boolean;
begin
    select r.* into v_request
    from nova.requests r
    where r.id = list_request_matches.request_id and r.deleted_at is null
        and nova.may('requests.read', r.scope_id, r.user_id)
        and nova.may('matches.read', r.scope_id, r.user_id);
    if not found then
        return null;
    end if;
    perform private.require_trade();
    v_waiting := private.await_matching(v_request.id);
    v_from := coalesce(min_score, private.shown_from(v_request.user_id));
    return (
        with fitting as (
            select best.offer_id, best.points
            from private.demand d
            cross join lateral private.best_homes(d, page_size) as best
            join nova.offers o on o.id = best.offer_id and private.is_in_market(o)
            where d.request_id = v_request.id and private.score_of(best.points) >= v_from
            union all
            select m.offer_id, m.points
            from nova.smart_matches m
            where m.request_id = v_request.id and m.status = 'ACCEPTED'
        ),
        best as (
            select distinct on (f.offer_id) f.*, m.id as match_id, m.status
            from fitting f
            left join nova.smart_matches m
                on m.request_id = v_request.id and m.offer_id = f.offer_id
            order by f.offer_id, f.points desc
        )
        select json_build_object('waiting', v_waiting, 'data', coalesce(json_agg(
            api.fit(b.points, v_request.full_details, o.summary, json_build_object(
                'matchId', b.match_id, 'status', b.status, 'offer', api.teaser(o)))
            order by b.points desc, b.offer_id desc), '[]'))
        from (
            select b.offer_id, own as points, b.match_id, b.status
            from best b
            join nova.offers x on x.id = b.offer_id
            cross join lateral private.points_with_financing(
                b.points, v_request, (x.summary ->> 'price')::double precision) as own
            where private.score_of(own) >= v_from or b.status = 'ACCEPTED'
            order by own desc, b.offer_id desc
            limit page_size) as b
        join nova.offers o on o.id = b.offer_id);
end
$$;

grant execute on function nova.list_request_matches(uuid, int, int) to nova_app;
