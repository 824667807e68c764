set local role nova_owner;

alter table nova.notification_types no force row level security;
delete from nova.notification_types
where key in ('invoice_due', 'invoice_paid', 'payment_failed', 'money_back', 'trial_used', 'plan_kept');
alter table nova.notification_types force row level security;
alter table nova.enum_labels no force row level security;
delete from nova.enum_labels
where enum in ('invoiceKind', 'invoicePurpose', 'cardBrand', 'paymentStatus', 'refundStatus',
        'paymentProblem', 'changeEffect')
    or (enum = 'planLimit' and value in ('maxStorageMb', 'smsPerMonth'))
    or (enum = 'invoiceStatus' and value in ('CANCELLED', 'ISSUED'));
alter table nova.enum_labels force row level security;
delete from private.clock_items
where name in ('renew_subscriptions', 'collect_invoices', 'close_invoices', 'begin_periods', 'forget_webhooks');
drop table private.trials;
drop table private.webhook_inbox;
drop table nova.refunds;
drop table nova.payments;
drop table nova.payment_methods;
drop table nova.billing_details;
drop table nova.sellers;
drop table private.invoice_numbers;
delete from private.transitions
where entity = 'subscription_invoices'
    and (new_state = 'CANCELLED' or (old_state = 'FAILED' and new_state = 'PAID'));
drop index nova.subscription_invoices_attempts;
drop index nova.subscription_invoices_open;
drop index nova.subscription_invoices_of_plan;
drop index nova.subscription_invoices_credits;
drop index nova.subscription_invoices_number;
alter table nova.subscription_invoices
    drop constraint subscription_invoices_issued,
    drop constraint subscription_invoices_credit,
    drop constraint subscription_invoices_refunded,
    drop constraint subscription_invoices_vat,
    drop constraint subscription_invoices_lines_sum,
    drop constraint subscription_invoices_documents_bounded,
    drop constraint subscription_invoices_status_check;
alter table nova.subscription_invoices no force row level security;
delete from nova.subscription_invoices where kind = 'CREDIT_NOTE';
update nova.subscription_invoices set status = 'FAILED' where status = 'CANCELLED';
alter table nova.subscription_invoices force row level security;
alter table nova.subscription_invoices
    add constraint subscription_invoices_status_check
        check (status in ('PAID', 'PENDING', 'FAILED', 'REFUNDED')),
    add constraint subscription_invoices_number_key unique (number),
    add column invoice_url text check (length(invoice_url) <= 2000),
    drop column issued_at, drop column next_attempt_at, drop column open_until, drop column due_at,
    drop column refunded_halalas, drop column reason, drop column credit_of, drop column buyer,
    drop column seller, drop column vat_percent, drop column discounts, drop column lines,
    drop column period_end, drop column period_start, drop column applies_to,
    drop column price_halalas, drop column billing_cycle, drop column plan_id, drop column purpose,
    drop column kind;
drop function private.invoice_net(jsonb, jsonb);
drop index nova.subscriptions_to_renew;
alter table nova.subscriptions
    drop constraint subscriptions_pending_whole,
    drop column paid_ahead, drop column paid_until, drop column priced_until, drop column renewal_made_for, drop column pending_billing_cycle,
    drop column period_price_halalas, drop column anchor_day;
alter table nova.subscription_plans no force row level security;
update nova.subscription_plans set limits = limits - 'smsPerMonth';
alter table nova.subscription_plans force row level security;
alter table nova.subscription_plans
    drop constraint subscription_plans_features, drop constraint subscription_plans_prices,
    drop column version, drop column updated_at;
