-- A credit note over so many halalas, VAT included, of a paid invoice that is locked; the invoice
-- knows what went back of it. Its net is what all that went back so far bears, less that of the
-- notes before: so parts do not drift from the whole.
create or replace function private.issue_credit_note(
    paid nova.subscription_invoices, amount bigint, reason text
) returns nova.subscription_invoices
language plpgsql volatile
set search_path = ''
as $$
declare
    v_is_last constant boolean := amount = paid.amount_halalas - paid.refunded_halalas;
    v_net constant bigint :=
        ((paid.refunded_halalas + amount) * 200 + 100 + paid.vat_percent)
        / (2 * (100 + paid.vat_percent)) - coalesce((
            select sum(n.net_halalas) from nova.subscription_invoices n
            where n.credit_of = paid.id), 0);
    v_name constant text := private.invoice_reference(paid.kind, paid.number);
    v_note nova.subscription_invoices;
begin
    insert into nova.subscription_invoices as i (subscription_id, user_id, kind, purpose, status,
        plan_id, billing_cycle, number, issued_at, seller, buyer, credit_of, reason, vat_percent,
        lines, net_halalas, vat_halalas, amount_halalas, zatca_status)
    values (paid.subscription_id, paid.user_id, 'CREDIT_NOTE', 'REFUND', 'ISSUED', paid.plan_id,
        paid.billing_cycle, private.next_invoice_number('CREDIT_NOTE'), now(), paid.seller,
        paid.buyer, paid.id, issue_credit_note.reason, paid.vat_percent,
        jsonb_build_array(jsonb_build_object('descriptionAr', 'استرداد من الفاتورة ' || v_name,
            'descriptionEn', 'Refund of invoice ' || v_name, 'quantity', 1,
            'unitHalalas', v_net, 'netHalalas', v_net)),
        v_net, amount - v_net, amount, private.zatca_state())
    returning i.* into v_note;
    update nova.subscription_invoices i
    set refunded_halalas = i.refunded_halalas + amount,
        status = case when v_is_last then 'REFUNDED' else i.status end
    where i.id = paid.id;
    return v_note;
end
$$;
