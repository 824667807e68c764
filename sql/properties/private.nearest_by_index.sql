-- The nearest homes of the caller's stock, by the HNSW index. It goes on until it has found enough
-- that the caller may see (iterative scan), in an order that may be slightly off.
create or replace function private.nearest_by_index(home private.stock, most int)
returns private.near_home[]
language plpgsql stable
set search_path = ''
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set enable_sort = off
as $$
declare
    v_me uuid := nova.current_user_id();
    v_whole uuid[] := array(select s from nova.whole_scopes('properties.read') as s);
    v_held uuid[] := array(select s from nova.held_scopes('properties.read') as s);
begin
    -- Only who has loaded pgvector may set what it knows: any distance does.
    perform home.likeness operator(extensions.<->) home.likeness;
    perform set_config('hnsw.iterative_scan', 'relaxed_order', true);
    perform set_config('hnsw.max_scan_tuples', '200000', true);
    return array(
        select row(h.property_id, h.likeness operator(extensions.<->) home.likeness)
            ::private.near_home as near
        from private.stock h
        where h.sells = home.sells
            and h.property_id <> home.property_id
            and not exists (
                select from nova.properties p
                where p.id = h.property_id and p.deleted_at is not null)
            and (h.scope_id = any (v_whole)
                or (h.scope_id = any (v_held) and exists (
                    select from nova.properties p
                    where p.id = h.property_id and p.user_id = v_me)))
        order by h.likeness operator(extensions.<->) home.likeness
        limit most);
end
$$;
