-- The stamped invoice that is told to the tax authority next, in the order of the chain, for one
-- worker until the lease (seconds) runs out; no row: none is due. One that the authority has not
-- taken holds up those behind it for its first twenty tries, and then no more.
create or replace function nova.take_e_invoice(lease int)
returns table (id uuid, uuid uuid, hash text, xml text, qr text, is_standard boolean)
language sql volatile security definer rows 1
set search_path = ''
as $$
update nova.subscription_invoices i
set zatca_next_at = now() + lease * interval '1 second', zatca_tries = i.zatca_tries + 1
where i.id = (
    select d.id
    from nova.subscription_invoices d
    where d.zatca_next_at <= now() and not exists (
        select from nova.subscription_invoices b
        where b.zatca_next_at is not null and b.zatca_counter < d.zatca_counter
            and b.zatca_tries < 20)
    order by d.zatca_counter
    limit 1
    for update)
returning i.id, i.zatca_uuid, i.zatca_hash, i.zatca_xml, i.zatca_qr, private.is_standard(i)
$$;

grant execute on function nova.take_e_invoice(int) to nova_worker;
