-- Customers' papers came or went: one event each.
create or replace function private.tg_document_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_documents nova.customer_documents[];
begin
    if tg_op = 'INSERT' then
        v_documents := array(select n from new_rows n);
    elsif tg_op = 'DELETE' then
        v_documents := array(select o from old_rows o where o.deleted_at is null);
    else
        v_documents := array(select n from new_rows n join old_rows o on o.id = n.id
            where n.deleted_at is not null and o.deleted_at is null);
    end if;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        case tg_op when 'INSERT' then 'customer.document.created'
            else 'customer.document.deleted' end,
        'customer_document', d.id, audience, private.event_data(api.document(d))
    from unnest(v_documents) as d
    join nova.customers c on c.id = d.customer_id
    cross join lateral private.document_audience(d, c) as audience
    order by d.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
