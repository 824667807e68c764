-- The requests the caller may read, the newest first.
--
-- Definer for the same reason as list_customers; tests/sql/test_lists.py holds it equal to the
-- policy requests_read.
create or replace function nova.list_requests(cursor text, page_size int)
returns setof nova.requests
language sql stable security definer rows 20
set search_path = ''
set enable_bitmapscan = off
as $$
with scopes as materialized (
    select * from nova.reading_scopes('requests.read')
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
        select r.*
        from nova.requests r
        where r.scope_id = scopes.scope
            and r.deleted_at is null
            and (r.created_at, r.id) < (after.at, after.id)
        order by r.created_at desc, r.id desc
        limit page_size
    ) as found
    where scopes.reach = 'WHOLE'
    union all
    select found.*
    from scopes
    cross join after
    cross join lateral (
        select r.*
        from nova.requests r
        where r.user_id = nova.current_user_id()
            and r.scope_id = scopes.scope
            and r.deleted_at is null
            and (r.created_at, r.id) < (after.at, after.id)
        order by r.created_at desc, r.id desc
        limit page_size
    ) as found
    where scopes.reach = 'HELD'
) as newest
order by newest.created_at desc, newest.id desc
limit page_size
$$;

grant execute on function nova.list_requests(text, int) to nova_app;
