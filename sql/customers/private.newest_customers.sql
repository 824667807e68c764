-- The newest customers of those that "rows" selects which pass "filters" too: both conditions on c,
-- with their values quoted.
--
-- The newest two thousand are looked through in order, which finds a page of any common word; only
-- where they do not fill it are the older ones asked for by the index of words. The planner cannot
-- choose: it may use no statistics for LIKE under row security, and took the index of words for a
-- word that every seventh row has, 66 ms.
create or replace function private.newest_customers(rows text, filters text, page_size int)
returns setof nova.customers
language plpgsql stable rows 20
set search_path = ''
as $$
declare
    v_page constant text := 'select c.* from (%s) as c where %s'
        ' order by c.created_at desc, c.id desc limit %s';
    v_rows text := 'select c.* from nova.customers c where ' || rows;
    v_newest text := v_rows || ' order by c.created_at desc, c.id desc limit 2000';
    v_found bigint;
    v_last record;
begin
    return query execute format(v_page, v_newest, filters, page_size);
    get diagnostics v_found = row_count;
    if v_found = page_size then
        return;
    end if;
    execute v_newest || ' offset 1999' into v_last;
    if v_last.id is not null then
        return query execute format(v_page,
            v_rows || format(' and (c.created_at, c.id) < (%L, %L)', v_last.created_at, v_last.id),
            filters, page_size - v_found);
    end if;
end
$$;
