-- The caller's offers of one state, or of one property, newest first.
--
-- Runs as the caller, so the policy offers_read guards it. A function for its plan only: with the
-- filters known, those not given cost nothing; a generic plan read all rows and sorted them.
create or replace function nova.search_offers(
    status text default null, property_id uuid default null, ids uuid[] default null,
    cursor text default null, page_size int default 20
) returns setof nova.offers
language plpgsql stable rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
    v_after record := private.read_cursor(cursor);
begin
    return query
    select found.*
    from nova.reading_scopes('offers.read') as scopes
    cross join lateral (
        select o.*
        from nova.offers o
        where o.scope_id = scopes.scope
            and (scopes.reach = 'WHOLE' or o.user_id = v_me)
            and o.deleted_at is null
            and (ids is null or o.id = any (ids))
            and (search_offers.status is null or o.status = search_offers.status)
            and (search_offers.property_id is null or o.property_id = search_offers.property_id)
            and (o.created_at, o.id) < (v_after.at, v_after.id)
        order by o.created_at desc, o.id desc
        limit page_size
    ) as found
    order by found.created_at desc, found.id desc
    limit page_size;
end
$$;

grant execute on function nova.search_offers(text, uuid, uuid[], text, int) to nova_app;
