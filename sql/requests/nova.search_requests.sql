-- The caller's requests by state, type, city or customer, newest first.
--
-- Runs as the caller, so the policy requests_read guards it. A function for its plan only: with the
-- filters known, those not given cost nothing; a generic plan read all rows and sorted them.
create or replace function nova.search_requests(
    status text default null, type text default null, city text default null,
    customer_id uuid default null, ids uuid[] default null, cursor text default null,
    page_size int default 20
) returns setof nova.requests
language plpgsql stable rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
    v_cities text[] := private.names_of_city(city);
    v_after record := private.read_cursor(cursor);
begin
    return query
    select found.*
    from nova.reading_scopes('requests.read') as scopes
    cross join lateral (
        select r.*
        from nova.requests r
        where r.scope_id = scopes.scope
            and (scopes.reach = 'WHOLE' or r.user_id = v_me)
            and r.deleted_at is null
            and (ids is null or r.id = any (ids))
            and (search_requests.status is null or r.status = search_requests.status)
            and (search_requests.type is null or r.type = search_requests.type)
            and (v_cities is null or r.cities && v_cities)
            and (search_requests.customer_id is null
                or r.customer_id = search_requests.customer_id)
            and (r.created_at, r.id) < (v_after.at, v_after.id)
        order by r.created_at desc, r.id desc
        limit page_size
    ) as found
    order by found.created_at desc, found.id desc
    limit page_size;
end
$$;

grant execute on function nova.search_requests(text, text, text, uuid, uuid[], text, int)
    to nova_app;
