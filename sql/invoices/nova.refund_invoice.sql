-- The back office gives money of a paid invoice back, in part or what is left of it (null): a
-- credit note with a number of its own, and an order to the provider; null: there is no such
-- invoice.
--
-- Halalas with VAT. Refused: state_refused, refund_too_much. The subscription stays as it is.
create or replace function nova.refund_invoice(invoice_id uuid, amount_halalas bigint, reason text)
returns nova.subscription_invoices
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_paid nova.subscription_invoices;
    v_rest bigint;
    v_amount bigint;
    v_note nova.subscription_invoices;
begin
    perform private.require_role('OWNER', 'ADMIN');
    perform private.refuse_card_numbers(jsonb_build_object('reason', reason));
    v_paid := private.lock_invoice(invoice_id);
    if v_paid.id is null then
        return null;
    elsif v_paid.status <> 'PAID' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('invoiceStatus', v_paid.status, 'REFUNDED');
    end if;
    v_rest := v_paid.amount_halalas - v_paid.refunded_halalas;
    v_amount := coalesce(refund_invoice.amount_halalas, v_rest);
    if v_amount > v_rest then
        perform private.refuse(array[private.blocker(422, 'refund_too_much', 'amountHalalas',
            json_build_object('rest', v_rest))]);
    end if;
    v_note := private.issue_credit_note(v_paid, v_amount, btrim(refund_invoice.reason));
    perform private.order_refund(p.id, v_amount, v_note.id, now())
    from nova.payments p
    where p.invoice_id = v_paid.id and p.status = 'PAID' and p.problem is distinct from 'PAID_TWICE'
    order by p.paid_at
    limit 1;
    -- What went back is not taken off again when the plan is changed within the period.
    update nova.subscriptions s
    set period_price_halalas = greatest(s.period_price_halalas - v_note.net_halalas, 0)
    where s.id = v_paid.subscription_id and s.current_period_end = v_paid.period_end;
    perform private.tell(v_paid.user_id, 'money_back',
        jsonb_build_object('amount', private.sar(v_amount)), 'invoice', v_note.id);
    return v_note;
end
$$;

grant execute on function nova.refund_invoice(uuid, bigint, text) to nova_app;
