-- The caller's own open requests that one of their properties fits, the best first; null when the
-- property is not theirs to read.
create or replace function nova.matching_requests(property_id uuid, page_size int) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', coalesce((
    select json_agg(api.fit(f.points, r.full_details, private.offer_summary(p),
        json_build_object('request', api.request(r))) order by f.points desc, r.id desc)
    from (
        select d.request_id, own as points
        from nova.reading_scopes('requests.read') as scopes
        join nova.requests x on x.scope_id = scopes.scope and x.deleted_at is null
            and x.status = 'ACTIVE'
            and (scopes.reach = 'WHOLE' or x.user_id = nova.current_user_id())
        join private.demand d on d.request_id = x.id
        join private.stock h on h.property_id = p.id
        cross join lateral private.pair_points(d, h) as scored (points)
        cross join lateral private.points_with_financing(scored.points, x, p.price) as own
        where scored.points is not null
        order by own desc, d.request_id desc
        limit page_size
    ) as f
    join nova.requests r on r.id = f.request_id), '[]'))
from nova.properties p
where p.id = matching_requests.property_id and p.deleted_at is null
    and nova.may('properties.read', p.scope_id, p.user_id)
$$;

grant execute on function nova.matching_requests(uuid, int) to nova_app;
