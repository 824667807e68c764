-- A page: the items that were asked for, where to go on if there was one more, and how many there
-- are in all where that was asked too.
--
-- Every list asks for one item too many; each carries createdAt and id, its place in the order.
create or replace function api.page(items json[], page_size int, total bigint default null)
returns json
language sql stable parallel safe
as $$
select case when total is null
    then json_build_object('data', data, 'nextCursor', next_cursor)
    else json_build_object('data', data, 'nextCursor', next_cursor, 'total', total)
end
from (
    select
        coalesce(array_to_json(items[:page_size]), '[]') as data,
        case when cardinality(items) > page_size then private.make_cursor(
            (items[page_size] ->> 'createdAt')::timestamptz,
            (items[page_size] ->> 'id')::uuid) end as next_cursor
) as page
$$;

grant execute on function api.page(json[], int, bigint) to nova_app;
