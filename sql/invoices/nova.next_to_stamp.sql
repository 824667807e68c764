-- The invoice that is stamped next, the one issued first, with its place in the chain; null: none
-- waits. The chain is locked till the transaction ends, in which the stamp must be written too
-- (nova.stamp_invoice): of several workers one stamps at a time, and one that dies leaves no gap.
create or replace function nova.next_to_stamp() returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_chain private.invoice_chain;
    v_next nova.subscription_invoices;
begin
    select c.* into v_chain from private.invoice_chain c for update;
    select i.* into v_next
    from nova.subscription_invoices i
    where i.zatca_status = 'PENDING' and i.zatca_hash is null
    order by i.issued_at, i.id
    limit 1
    for update;
    return private.e_invoice(v_next, v_chain.counter + 1, v_chain.hash)
    where v_next.id is not null;
end
$$;

grant execute on function nova.next_to_stamp() to nova_worker;
