-- The back office has a rejected invoice stamped and told anew: the authority wants another UUID
-- and another place in the chain; the one before stays taken. Null: there is no such invoice.
-- Refused: state_refused.
create or replace function nova.resubmit_e_invoice(invoice_id uuid) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_invoice nova.subscription_invoices;
begin
    perform private.require_role('OWNER', 'ADMIN');
    select i.* into v_invoice from nova.subscription_invoices i
    where i.id = resubmit_e_invoice.invoice_id
    for update;
    if not found then
        return null;
    elsif v_invoice.zatca_status <> 'REJECTED' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('zatcaStatus', v_invoice.zatca_status, 'PENDING');
    end if;
    update nova.subscription_invoices i
    set zatca_status = 'PENDING', zatca_uuid = gen_random_uuid(), zatca_counter = null,
        zatca_previous_hash = null, zatca_hash = null, zatca_xml = null, zatca_qr = null,
        zatca_tries = 0, zatca_next_at = null, zatca_said = '[]'
    where i.id = v_invoice.id
    returning i.* into v_invoice;
    return api.e_invoice(v_invoice);
end
$$;

grant execute on function nova.resubmit_e_invoice(uuid) to nova_app;
