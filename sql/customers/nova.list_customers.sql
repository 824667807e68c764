-- The customers the caller may read, the newest first: the newest of each scope, then the newest of
-- those, so that a page costs what it shows.
--
-- Definer, because under the policy, an OR of three, the planner gathers all visible rows and sorts
-- them: 51 ms for a manager who sees 20,000. It repeats the rule of customers_read, an index range
-- each; tests/sql/test_lists.py holds the two equal. Without bitmaps, so that the order is had from
-- the index however few rows the planner expects.
create or replace function nova.list_customers(cursor text, page_size int)
returns setof nova.customers
language sql stable security definer rows 20
set search_path = ''
set enable_bitmapscan = off
as $$
with scopes as materialized (
    select * from nova.reading_scopes('customers.read')
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
        select c.*
        from nova.customers c
        where c.scope_id = scopes.scope
            and c.deleted_at is null
            and (c.created_at, c.id) < (after.at, after.id)
        order by c.created_at desc, c.id desc
        limit page_size
    ) as found
    where scopes.reach = 'WHOLE'
    union all
    select found.*
    from scopes
    cross join after
    cross join lateral (
        select c.*
        from nova.customers c
        where c.holder_id = nova.current_user_id()
            and c.scope_id = scopes.scope
            and c.deleted_at is null
            and (c.created_at, c.id) < (after.at, after.id)
        order by c.created_at desc, c.id desc
        limit page_size
    ) as found
    where scopes.reach = 'HELD'
    union all
    select found.*
    from scopes
    cross join after
    cross join lateral (
        select c.*
        from nova.customers c
        where c.scope_id = scopes.scope
            and c.assigned_to is null
            and c.user_id <> nova.current_user_id()
            and c.deleted_at is null
            and (c.created_at, c.id) < (after.at, after.id)
        order by c.created_at desc, c.id desc
        limit page_size
    ) as found
    where scopes.reach = 'POOL'
) as newest
order by newest.created_at desc, newest.id desc
limit page_size
$$;

grant execute on function nova.list_customers(text, int) to nova_app;
