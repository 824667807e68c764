-- A page: the items that were asked for, as many as fit into 1 MiB and at least one, where to go on
-- if there was one more, and how many there are in all where that was asked too.
--
-- Every list asks for one item too many; each carries createdAt and id, its place in the order.
-- Where a list is ordered by something else, "places" says by what, an item each.
create or replace function api.page(
    items json[], page_size int, total bigint default null, places timestamptz[] default null
) returns json
language sql stable parallel safe
as $$
select case when total is null
    then json_build_object('data', data, 'nextCursor', next_cursor)
    else json_build_object('data', data, 'nextCursor', next_cursor, 'total', total)
end
from (
    select case
        when pg_column_size(items) <= 1048576 or items is null then page_size
        else (
            select greatest(1, count(*) filter (where size.so_far <= 1048576))::int
            from (
                select sum(octet_length(i.item::text)) over (order by i.place) as so_far
                from unnest(items[:page_size]) with ordinality as i (item, place)) as size)
    end as most
) as fitting
cross join lateral (
    select
        coalesce(array_to_json(items[:most]), '[]') as data,
        case when cardinality(items) > most then private.make_cursor(
            coalesce(places[most], (items[most] ->> 'createdAt')::timestamptz),
            (items[most] ->> 'id')::uuid) end as next_cursor
) as page
$$;

grant execute on function api.page(json[], int, bigint, timestamptz[]) to nova_app;
