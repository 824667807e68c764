-- The customers whose name, phone or e-mail holds these words, or that pass the other filters,
-- newest first.
--
-- Definer, because LIKE is not leakproof: under a policy the trigram index could not be used. It
-- repeats the rule of the policy customers_read; tests/sql/customers/test_search_customers.py
-- holds the two equal. Who only observes a team finds its customers by name alone: their phones
-- are hidden, and a search must not tell them either.
create or replace function nova.search_customers(
    words text default null, status text default null, is_vip boolean default null,
    tag text default null, city text default null, assigned_to uuid default null,
    budget_min bigint default null, budget_max bigint default null,
    contacted_before timestamptz default null, cursor text default null,
    page_size int default 20
) returns setof nova.customers
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_words text := private.search_pattern(words);
    v_name text := private.name_pattern(words);
    v_me uuid := nova.current_user_id();
    v_after record := private.read_cursor(cursor);
    v_masked uuid[] := array(select s from nova.masked_scopes() as s);
begin
    return query
    select found.*
    from nova.reading_scopes('customers.read') as scopes
    cross join lateral (
        select c.*
        from nova.customers c
        where c.scope_id = scopes.scope
            and (scopes.reach = 'WHOLE'
                or (scopes.reach = 'HELD' and c.holder_id = v_me)
                or (scopes.reach = 'POOL' and c.assigned_to is null and c.holder_id <> v_me))
            and c.deleted_at is null
            and (words is null or c.search_text like v_words or c.search_text like v_name)
            and (words is null or c.scope_id <> all (v_masked)
                or nova.normalize_text(c.name) like v_words or nova.name_key(c.name) like v_name)
            and (search_customers.status is null or c.status = search_customers.status)
            and (search_customers.is_vip is null or c.is_vip = search_customers.is_vip)
            and (search_customers.tag is null or search_customers.tag = any (c.tags))
            and (search_customers.city is null or search_customers.city = any (c.preferred_cities))
            and (search_customers.assigned_to is null
                or c.assigned_to = search_customers.assigned_to)
            and (search_customers.budget_min is null or c.budget_max >= search_customers.budget_min)
            and (search_customers.budget_max is null or c.budget_min <= search_customers.budget_max)
            and (contacted_before is null
                or c.last_contact < contacted_before or c.last_contact is null)
            and (c.created_at, c.id) < (v_after.at, v_after.id)
        order by c.created_at desc, c.id desc
        limit page_size
    ) as found
    order by found.created_at desc, found.id desc
    limit page_size;
end
$$;

grant execute on function nova.search_customers(
    text, text, boolean, text, text, uuid, bigint, bigint, timestamptz, text, int) to nova_app;
