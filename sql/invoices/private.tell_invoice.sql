-- Tell whom an invoice bills of it, by a notice that names the plan and the total.
create or replace function private.tell_invoice(
    invoice nova.subscription_invoices, kind text, at timestamptz
) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    perform private.tell(u.id, tell_invoice.kind,
        jsonb_build_object('amount', private.sar(invoice.amount_halalas), 'plan',
            case when private.language_of(u) = 'ar' then p.name_ar else p.name end),
        'invoice', invoice.id, tell_invoice.at)
    from nova.users u
    join nova.subscription_plans p on p.id = invoice.plan_id
    where u.id = invoice.user_id;
end
$$;
