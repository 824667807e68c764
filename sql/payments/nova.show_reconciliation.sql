-- What differs between the providers of payments and us, the newest first, at most so many of each:
-- payments with what does not agree, refunds that did not go, events of payments that nobody here
-- knows; with the totals of what agreed. For the back office.
create or replace function nova.show_reconciliation(most int) returns json
language plpgsql stable security definer
set search_path = ''
as $$
begin
    perform private.require_role('OWNER', 'ADMIN');
    return json_build_object(
        'paidHalalas', (
            select coalesce(sum(p.amount_halalas), 0) from nova.payments p where p.status = 'PAID'),
        'refundedHalalas', (select coalesce(sum(p.refunded_halalas), 0) from nova.payments p),
        'invoicedHalalas', (
            select coalesce(sum(case i.kind when 'INVOICE' then i.amount_halalas
                else -i.amount_halalas end), 0)
            from nova.subscription_invoices i where i.number is not null),
        'payments', (
            select coalesce(json_agg(private.differing_payment(d) order by d.updated_at desc), '[]')
            from (
                select p.* from nova.payments p where p.problem is not null
                order by p.updated_at desc limit most) as d),
        'refunds', (
            select coalesce(json_agg(api.refund(r) order by r.created_at desc), '[]')
            from (
                select f.* from nova.refunds f where f.status <> 'DONE' and f.failure is not null
                order by f.created_at desc limit most) as r),
        'events', (
            select coalesce(json_agg(json_build_object(
                'provider', w.provider, 'eventId', w.event_id, 'kind', w.kind,
                'providerId', w.provider_id, 'receivedAt', w.received_at)
                order by w.received_at desc), '[]')
            from (
                select b.* from private.webhook_inbox b
                where not b.is_known
                    and private.payment_told_of(b.provider, b.provider_id) is null
                order by b.received_at desc limit most) as w));
end
$$;

grant execute on function nova.show_reconciliation(int) to nova_app;
