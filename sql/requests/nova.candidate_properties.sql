-- The caller's own stock that fits one of their open requests, the best first; null when the
-- request is not theirs to read.
create or replace function nova.candidate_properties(request_id uuid, page_size int) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', coalesce((
    select json_agg(api.fit(f.points, r.full_details, private.offer_summary(p),
        json_build_object('property', api.property(p))) order by f.points desc, p.id desc)
    from private.demand d
    cross join lateral private.own_fits(d, page_size) as f
    join nova.properties p on p.id = f.property_id
    where d.request_id = r.id), '[]'))
from nova.requests r
where r.id = candidate_properties.request_id and r.deleted_at is null
    and nova.may('requests.read', r.scope_id, r.user_id)
$$;

grant execute on function nova.candidate_properties(uuid, int) to nova_app;
