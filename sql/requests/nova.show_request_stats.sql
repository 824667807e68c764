-- The caller's requests by state, by type, and the open ones by city.
create or replace function nova.show_request_stats() returns json
language sql stable security definer
set search_path = ''
as $$
with mine as (
    select r.status, r.type, r.cities
    from nova.reading_scopes('requests.read') as scopes
    join nova.requests r on r.scope_id = scopes.scope and r.deleted_at is null
        and (scopes.reach = 'WHOLE' or r.user_id = nova.current_user_id())
)
select json_build_object(
    'total', (select count(*) from mine),
    'byStatus', (
        select coalesce(json_object_agg(s.status, s.count), '{}')
        from (select status, count(*) from mine group by 1) as s),
    'byType', (
        select coalesce(json_object_agg(t.type, t.count), '{}')
        from (select type, count(*) from mine group by 1) as t),
    'openByCity', (
        select coalesce(json_object_agg(c.city, c.count order by c.count desc, c.city), '{}')
        from (
            select city, count(*)
            from mine cross join unnest(mine.cities) as city
            where mine.status = 'ACTIVE'
            group by 1 order by 2 desc, 1 limit 50) as c))
$$;

grant execute on function nova.show_request_stats() to nova_app;
