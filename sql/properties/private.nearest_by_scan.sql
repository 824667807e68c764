-- The nearest homes of the caller's stock, by looking at each of them.
create or replace function private.nearest_by_scan(home private.stock, most int)
returns private.near_home[]
language plpgsql stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
begin
    return array(
        select row(h.property_id, h.likeness operator(extensions.<->) home.likeness)
            ::private.near_home as near
        from nova.reading_scopes('properties.read') as scopes
        join private.stock h on h.scope_id = scopes.scope and h.sells = home.sells
        join nova.properties p on p.id = h.property_id
        where h.property_id <> home.property_id and p.deleted_at is null
            and (scopes.reach = 'WHOLE' or p.user_id = v_me)
        order by h.likeness operator(extensions.<->) home.likeness, h.property_id
        limit most);
end
$$;
