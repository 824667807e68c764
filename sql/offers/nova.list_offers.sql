-- The offers the caller may read, the newest first.
--
-- Definer for the same reason as list_customers; tests/sql/test_lists.py holds it equal to the
-- policy offers_read.
create or replace function nova.list_offers(cursor text, page_size int)
returns setof nova.offers
language sql stable security definer rows 20
set search_path = ''
set enable_bitmapscan = off
as $$
with scopes as materialized (
    select * from nova.reading_scopes('offers.read')
),
after as materialized (
    select * from private.read_cursor(cursor)
)
select newest.*
from (
    select found.*
    from scopes
    cross join after
    cross join lateral (
        select o.*
        from nova.offers o
        where o.scope_id = scopes.scope
            and o.deleted_at is null
            and (o.created_at, o.id) < (after.at, after.id)
        order by o.created_at desc, o.id desc
        limit page_size
    ) as found
    where scopes.reach = 'WHOLE'
    union all
    select found.*
    from scopes
    cross join after
    cross join lateral (
        select o.*
        from nova.offers o
        where o.user_id = nova.current_user_id()
            and o.scope_id = scopes.scope
            and o.deleted_at is null
            and (o.created_at, o.id) < (after.at, after.id)
        order by o.created_at desc, o.id desc
        limit page_size
    ) as found
    where scopes.reach = 'HELD'
) as newest
order by newest.created_at desc, newest.id desc
limit page_size
$$;

grant execute on function nova.list_offers(text, int) to nova_app;
