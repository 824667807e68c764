-- A page: the items that were asked for, and where to go on if there was one more.
--
-- Every list asks for one item too many; each carries createdAt and id, its place in the order.
create or replace function api.page(items json[], page_size int) returns json
language sql stable parallel safe
as $$
select json_build_object(
    'data', coalesce(array_to_json(items[:page_size]), '[]'),
    'nextCursor', case when cardinality(items) > page_size then private.make_cursor(
        (items[page_size] ->> 'createdAt')::timestamptz, (items[page_size] ->> 'id')::uuid) end)
$$;

grant execute on function api.page(json[], int) to nova_app;
