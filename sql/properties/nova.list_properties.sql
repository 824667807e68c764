-- The properties the caller may read, the newest first.
--
-- Definer for the same reason as list_customers; tests/sql/test_lists.py holds it equal to the
-- policy properties_read.
create or replace function nova.list_properties(cursor text, page_size int)
returns setof nova.properties
language sql stable security definer rows 20
set search_path = ''
set enable_bitmapscan = off
as $$
with scopes as materialized (
    select * from nova.reading_scopes('properties.read')
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
        select p.*
        from nova.properties p
        where p.scope_id = scopes.scope
            and p.deleted_at is null
            and (p.created_at, p.id) < (after.at, after.id)
        order by p.created_at desc, p.id desc
        limit page_size
    ) as found
    where scopes.reach = 'WHOLE'
    union all
    select found.*
    from scopes
    cross join after
    cross join lateral (
        select p.*
        from nova.properties p
        where p.user_id = nova.current_user_id()
            and p.scope_id = scopes.scope
            and p.deleted_at is null
            and (p.created_at, p.id) < (after.at, after.id)
        order by p.created_at desc, p.id desc
        limit page_size
    ) as found
    where scopes.reach = 'HELD'
) as newest
order by newest.created_at desc, newest.id desc
limit page_size
$$;

grant execute on function nova.list_properties(text, int) to nova_app;
