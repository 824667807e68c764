-- Invoices were made, paid, refused, cancelled or paid back: one event each, for whom they bill.
create or replace function private.tg_invoice_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_invoices nova.subscription_invoices[];
begin
    if tg_op = 'INSERT' then
        v_invoices := array(select n from new_rows n);
    else
        v_invoices := array(select n from new_rows n join old_rows o on o.id = n.id
            where n.status <> 'PENDING'
                and (n.status, n.refunded_halalas) <> (o.status, o.refunded_halalas));
    end if;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        case
            when tg_op = 'INSERT' then 'invoice.created'
            when i.refunded_halalas > 0 then 'invoice.refunded'
            when i.status = 'PAID' then 'invoice.paid'
            when i.status = 'FAILED' then 'invoice.failed'
            when i.status = 'CANCELLED' then 'invoice.cancelled'
            when i.status = 'REFUNDED' then 'invoice.refunded'
        end,
        'invoice', i.id, array[i.user_id], private.event_data(api.invoice(i))
    from unnest(v_invoices) as i
    order by i.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
