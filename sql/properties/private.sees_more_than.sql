-- Whether the caller's stock has more rows than this; counted no further.
create or replace function private.sees_more_than(rows int) returns boolean
language sql stable
as $$
select (
    select count(*) > sees_more_than.rows
    from (
        select
        from private.stock h
        where h.scope_id = any (array(select s from nova.whole_scopes('properties.read') as s))
            or h.scope_id = any (array(select s from nova.held_scopes('properties.read') as s))
        limit sees_more_than.rows + 1) as seen)
$$;
