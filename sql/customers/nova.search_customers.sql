-- The customers whose name, phone or e-mail holds these words, or that pass the other filters,
-- newest first. A whole phone is compared, whatever form it was typed in.
--
-- Definer, because LIKE is not leakproof: under a policy the trigram index could not be used. It
-- repeats the rule of the policy customers_read; tests/sql/customers/test_search_customers.py
-- holds the two equal. Who only observes a team finds its customers by name alone: their phones
-- are hidden, and a search must not tell them either.
--
-- Each scope and reach is searched by itself, with the filters that are given: so the planner sees
-- whose rows they are. As one query with an OR it went through everybody's words. Every value is
-- quoted.
create or replace function nova.search_customers(
    words text default null, status text default null, is_vip boolean default null,
    tag text default null, city text default null, assigned_to uuid default null,
    budget_min bigint default null, budget_max bigint default null,
    contacted_before timestamptz default null, ids uuid[] default null,
    cursor text default null, page_size int default 20
) returns setof nova.customers
language plpgsql stable security definer rows 20
set search_path = ''
as $$
declare
    v_after record := private.read_cursor(cursor);
    v_masked uuid[] := array(select s from nova.masked_scopes() as s);
    v_me text := quote_nullable(nova.current_user_id()::text);
    v_phone text := 'c.phone_e164 = ' || quote_literal(nova.normalize_phone(words));
    v_words text := format('(c.search_text like %L or c.search_text like %L)',
        private.search_pattern(words), private.name_pattern(words));
    v_name text := format('(nova.normalize_text(c.name) like %L or nova.name_key(c.name) like %L)',
        private.search_pattern(words), private.name_pattern(words));
    v_filters text := concat_ws(' and ',
        case when words is null or v_phone is not null then 'true' else v_words end,
        'c.status = ' || quote_literal(status),
        'c.is_vip = ' || is_vip::text,
        quote_literal(tag) || ' = any (c.tags)',
        'c.preferred_cities && ' || quote_literal(private.names_of_city(city)::text) || '::text[]',
        'c.assigned_to = ' || quote_literal(assigned_to::text),
        'c.budget_max >= ' || budget_min,
        'c.budget_min <= ' || budget_max,
        '(c.last_contact < ' || quote_literal(contacted_before) || ' or c.last_contact is null)',
        'c.id = any (' || quote_literal(ids::text) || ')');
begin
    return query
    select found.*
    from nova.reading_scopes('customers.read') as s
    cross join lateral private.newest_customers(
        concat_ws(' and ',
            format('c.scope_id = %L and c.deleted_at is null and (c.created_at, c.id) < (%L, %L)',
                s.scope, v_after.at, v_after.id),
            case s.reach when 'HELD' then 'c.holder_id = ' || v_me
                when 'POOL' then 'c.assigned_to is null and c.holder_id <> ' || v_me end,
            v_phone),
        concat_ws(' and ', v_filters,
            case when words is not null and s.scope = any (v_masked) then v_name end),
        page_size) as found
    order by found.created_at desc, found.id desc
    limit page_size;
end
$$;

grant execute on function nova.search_customers(
    text, text, boolean, text, text, uuid, bigint, bigint, timestamptz, uuid[], text, int)
    to nova_app;
