-- Whether somebody was told of a type 20 times within the hour: in their list, or by messages to an
-- address.
create or replace function private.is_flooded(user_id uuid, kind text, at timestamptz)
returns boolean
language sql stable
as $$
select greatest(
    (
        select count(*)
        from (
            select from nova.notifications n
            where n.user_id = is_flooded.user_id
                and n.created_at >= date_trunc('hour', at)
                and n.category = is_flooded.kind
            limit 20) as listed),
    (
        select max(a.count)
        from (
            select count(*)
            from nova.outbox o
            where o.user_id = is_flooded.user_id
                and o.created_at >= date_trunc('hour', at)
                and o.payload ->> 'kind' = is_flooded.kind
            group by o.topic, o.payload ->> 'to') as a)) >= 20
$$;
