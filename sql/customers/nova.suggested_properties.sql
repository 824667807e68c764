-- The caller's own stock that fits an open request of one of their customers, each property once
-- with its best request; null when the customer is not theirs to read.
create or replace function nova.suggested_properties(customer_id uuid, page_size int) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', coalesce((
    select json_agg(api.fit(best.points, r.full_details, private.offer_summary(p),
            json_build_object('requestId', r.id, 'property', api.property(p)))
        order by best.points desc, p.id desc)
    from (
        select one.*
        from (
            select distinct on (f.property_id) f.property_id, f.points, q.id as request_id
            from nova.requests q
            join private.demand d on d.request_id = q.id
            cross join lateral private.own_fits(d, page_size) as f
            where q.customer_id = c.id and nova.may('requests.read', q.scope_id, q.user_id)
            order by f.property_id, f.points desc
        ) as one
        order by one.points desc, one.property_id desc
        limit page_size
    ) as best
    join nova.properties p on p.id = best.property_id
    join nova.requests r on r.id = best.request_id), '[]'))
from nova.customers c
where c.id = suggested_properties.customer_id and c.deleted_at is null
    and private.reads_customer(c)
$$;

grant execute on function nova.suggested_properties(uuid, int) to nova_app;
