-- The caller's own stock that fits an open request: properties and points, the best first.
create or replace function private.own_fits(request private.demand, most int)
returns table (property_id uuid, points bigint)
language plpgsql stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
begin
    return query
    select h.property_id, own
    from nova.reading_scopes('properties.read') as scopes
    join private.stock h on h.scope_id = scopes.scope
    join nova.properties p on p.id = h.property_id
    cross join lateral private.pair_points(request, h) as scored (points)
    cross join lateral private.points_with_financing(scored.points, (
        select r from nova.requests r where r.id = request.request_id), p.price) as own
    where (scopes.reach = 'WHOLE' or p.user_id = v_me)
        and p.deleted_at is null and p.status in ('DRAFT', 'ACTIVE')
        and (request.plan = 1 or (h.sells = request.buys
            and h.city = any (request.cities) and h.type = any (request.types)))
        and scored.points is not null
    order by own desc, h.property_id desc
    limit most;
end
$$;
