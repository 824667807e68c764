-- Customers came or changed: one event a row and audience.
--
-- Most statements change one, which is told by itself. Of many, who hears is asked once for all
-- rows that are in the same place, before and after: in a team of 300 the answer takes 2 ms, and an
-- import has thousands of rows.
create or replace function private.tg_customer_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_now nova.customers;
    v_was nova.customers;
begin
    if (select count(*) = 1 from (select from new_rows limit 2) as few) then
        select n.* into v_now from new_rows n;
        v_was := v_now;
        if tg_op = 'UPDATE' then
            select o.* into v_was from old_rows o;
        end if;
        insert into nova.events (event, entity, entity_id, recipients, data)
        select case tg_op when 'INSERT' then 'customer.created'
                else private.customer_verb(v_now, v_was) end,
            'customer', v_now.id, a.recipients,
            private.event_data(api.customer(v_now, a.masked))
        from private.customer_audience(v_now, v_was) as a
        where tg_op = 'INSERT' or v_now.version <> v_was.version;
    elsif tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        with placed as (
            select n.id, dense_rank() over (
                order by n.team_id, n.user_id, n.holder_id, n.assigned_to is null) as place
            from new_rows n
        ), audiences as materialized (
            select p.place, audience.*
            from (select distinct on (place) place, id from placed order by place) as p
            join new_rows n on n.id = p.id
            cross join lateral private.customer_audience(n, n) as audience
        )
        select 'customer.created', 'customer', n.id, a.recipients,
            private.event_data(api.customer(n, a.masked))
        from placed p join audiences a using (place) join new_rows n using (id);
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        with placed as (
            select n.id, dense_rank() over (
                order by n.team_id, n.user_id, n.holder_id, n.assigned_to is null,
                    o.team_id, o.user_id, o.holder_id, o.assigned_to is null) as place
            from new_rows n
            join old_rows o on o.id = n.id and o.version <> n.version
        ), audiences as materialized (
            select p.place, audience.*
            from (select distinct on (place) place, id from placed order by place) as p
            join new_rows n on n.id = p.id
            join old_rows o on o.id = p.id
            cross join lateral private.customer_audience(n, o) as audience
        )
        select private.customer_verb(n, o), 'customer', n.id, a.recipients,
            private.event_data(api.customer(n, a.masked))
        from placed p join audiences a using (place)
        join new_rows n using (id) join old_rows o using (id)
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
