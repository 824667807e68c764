-- What is bought, billed and paid: invoices with their lines, who issues and who is billed, payments
-- and what goes back, saved methods, what providers tell.
set local role nova_owner;

-- Plans are kept by the back office; what a period cost stands with the subscription. The tables
-- altered here are small: a subscription a person, and no invoice could be made so far.
alter table nova.subscription_plans
    add column updated_at timestamptz not null default now(),
    add column version int not null default 1,
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_plans_prices check (
        price_monthly_halalas <= 100000000000 and price_yearly_halalas <= 100000000000),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_plans_features check (jsonb_array_length(features) <= 50);
comment on column nova.subscription_plans.updated_at is 'When it was last changed';
comment on column nova.subscription_plans.version is 'Counts its changes: the ETag';

alter table nova.subscriptions
    add column anchor_day smallint check (anchor_day between 1 and 31),
    add column period_price_halalas bigint not null default 0 check (period_price_halalas >= 0),
    add column pending_billing_cycle text check (pending_billing_cycle in ('MONTHLY', 'YEARLY')),
    add column renewal_made_for timestamptz,
    add column priced_until timestamptz,
    add column paid_until timestamptz,
    -- squawk-ignore adding-foreign-key-constraint
    add column paid_ahead uuid references nova.subscription_invoices,
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscriptions_pending_whole
        check ((pending_plan_id is null) = (pending_billing_cycle is null));
comment on column nova.subscriptions.anchor_day is
    'Day of the month, in Riyadh, on which its periods end; null: that of the present end; in no answer';
comment on column nova.subscriptions.period_price_halalas is
    'What the running period costs without VAT, in halalas: a later price leaves it alone; 0: a trial';
comment on column nova.subscriptions.pending_billing_cycle is
    'What it is billed by from the end of the period on; null: as now';
comment on column nova.subscriptions.renewal_made_for is
    'The end of the period for which the next invoice was made; in no answer';
comment on column nova.subscriptions.priced_until is
    'The end of the period that its price is for; null: the present end; in no answer';
comment on column nova.subscriptions.paid_until is
    'Until when it was paid for; what lies behind was given; null: the present end; in no answer';
comment on column nova.subscriptions.paid_ahead is
    'The invoice of the next period, where it was paid before that begins; in no answer';
comment on column nova.subscriptions.payment_method is
    'Brand and last digits of the method that last paid it; null: none did';
comment on column nova.subscriptions.next_payment_at is 'When it is paid for next; null: nothing is due';
-- squawk-ignore require-concurrent-index-creation
create index subscriptions_paid_ahead on nova.subscriptions (paid_ahead) where paid_ahead is not null;
-- squawk-ignore require-concurrent-index-creation
create index subscriptions_to_renew on nova.subscriptions (current_period_end)
    where status = 'ACTIVE' and renewal_made_for is distinct from current_period_end;

alter table nova.subscription_plans no force row level security;
update nova.subscription_plans p
set limits = p.limits || jsonb_build_object('smsPerMonth', s.most)
from (values ('trial', 20), ('basic', 100), ('pro', 500), ('company', 5000)) as s (name, most)
where p.name = s.name;
alter table nova.subscription_plans force row level security;

-- The sum of the lines less the discounts, in halalas (BR-CO-10, BR-CO-13 of EN 16931).
create function private.invoice_net(lines jsonb, discounts jsonb) returns bigint
language plpgsql immutable
set search_path = ''
as $$
begin
    return coalesce((select sum((l ->> 'netHalalas')::bigint) from jsonb_array_elements(lines) as l), 0)
        - coalesce((select sum((d ->> 'halalas')::bigint) from jsonb_array_elements(discounts) as d), 0);
end
$$;

alter table nova.subscription_invoices no force row level security;
alter table nova.subscription_invoices
    add column kind text not null default 'INVOICE' check (kind in ('INVOICE', 'CREDIT_NOTE')),
    add column purpose text not null default 'SUBSCRIBE'
        check (purpose in ('SUBSCRIBE', 'RENEW', 'CHANGE', 'REFUND')),
    -- squawk-ignore adding-foreign-key-constraint
    add column plan_id uuid references nova.subscription_plans,
    add column billing_cycle text check (billing_cycle in ('MONTHLY', 'YEARLY')),
    add column price_halalas bigint not null default 0 check (price_halalas >= 0),
    add column applies_to timestamptz,
    add column period_start timestamptz,
    add column period_end timestamptz,
    add column lines jsonb not null default '[]',
    add column discounts jsonb not null default '[]',
    add column vat_percent smallint not null default 15 check (vat_percent between 0 and 100),
    add column seller jsonb,
    add column buyer jsonb,
    -- squawk-ignore adding-foreign-key-constraint
    add column credit_of uuid references nova.subscription_invoices,
    add column reason text check (length(reason) between 1 and 500),
    add column refunded_halalas bigint not null default 0 check (refunded_halalas >= 0),
    add column due_at timestamptz not null default now(),
    add column open_until timestamptz,
    add column next_attempt_at timestamptz,
    add column issued_at timestamptz;
update nova.subscription_invoices i
set lines = jsonb_build_array(jsonb_build_object('descriptionAr', 'اشتراك',
        'descriptionEn', 'Subscription', 'quantity', 1, 'unitHalalas', i.net_halalas,
        'netHalalas', i.net_halalas)),
    vat_percent = case when i.vat_halalas = 0 then 0 else 15 end
where i.lines = '[]';
alter table nova.subscription_invoices force row level security;
-- squawk-ignore ban-drop-constraint
alter table nova.subscription_invoices drop constraint subscription_invoices_status_check;
-- Nothing ever wrote it.
-- squawk-ignore ban-drop-column
alter table nova.subscription_invoices drop column invoice_url;
alter table nova.subscription_invoices
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_status_check
        check (status in ('PENDING', 'PAID', 'FAILED', 'REFUNDED', 'CANCELLED', 'ISSUED')),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_documents_bounded check (
        pg_column_size(lines) <= 65536 and pg_column_size(discounts) <= 16384
        and pg_column_size(seller) <= 16384 and pg_column_size(buyer) <= 16384),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_lines_sum
        check (private.invoice_net(lines, discounts) = net_halalas),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_vat check (case kind
        when 'INVOICE' then vat_halalas = (net_halalas * vat_percent + 50) / 100
        else abs(vat_halalas * 100 - net_halalas * vat_percent) <= 200 end),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_refunded check (refunded_halalas <= amount_halalas),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_credit check (
        (kind = 'CREDIT_NOTE') = (credit_of is not null)
        and (kind = 'CREDIT_NOTE') = (status = 'ISSUED')),
    -- squawk-ignore constraint-missing-not-valid
    add constraint subscription_invoices_issued check (
        (number is not null) = (status in ('PAID', 'REFUNDED', 'ISSUED'))
        and (number is not null) = (issued_at is not null)
        and (number is null or (seller is not null and buyer is not null)));
comment on column nova.subscription_invoices.kind is 'INVOICE, or CREDIT_NOTE: money that goes back';
comment on column nova.subscription_invoices.purpose is
    'What it bills: a first period, the next one, another plan within one; of a credit note REFUND';
comment on column nova.subscription_invoices.plan_id is 'The plan that it pays for; in no answer';
comment on column nova.subscription_invoices.billing_cycle is 'Billed by the month or the year';
comment on column nova.subscription_invoices.price_halalas is
    'What a whole period of the plan costs without VAT, in halalas; in no answer';
comment on column nova.subscription_invoices.applies_to is
    'The end of the period that it renews or changes: paid for another one it is given back; in no answer';
comment on column nova.subscription_invoices.period_start is 'From when it pays; null: not paid yet';
comment on column nova.subscription_invoices.period_end is 'Until when it pays; null: not paid yet';
comment on column nova.subscription_invoices.lines is
    'What is billed: [{descriptionAr, descriptionEn, quantity, unitHalalas, netHalalas}]';
comment on column nova.subscription_invoices.discounts is
    'What is taken off, such as time not used: [{reasonAr, reasonEn, halalas}]';
comment on column nova.subscription_invoices.vat_percent is 'Its rate of VAT';
comment on column nova.subscription_invoices.seller is 'Who issued it, as they were then; null: not issued';
comment on column nova.subscription_invoices.buyer is 'Whom it bills, as they were then; null: not issued';
comment on column nova.subscription_invoices.credit_of is 'The invoice of which a credit note gives back';
comment on column nova.subscription_invoices.reason is 'Why money went back';
comment on column nova.subscription_invoices.refunded_halalas is
    'What credit notes gave back of it so far, in halalas';
comment on column nova.subscription_invoices.due_at is 'When it is to be paid';
comment on column nova.subscription_invoices.open_until is
    'Until when it may be paid; then it is cancelled; null: it is closed';
comment on column nova.subscription_invoices.next_attempt_at is
    'When it is next tried with the saved method, or its payer told; null: no more';
comment on column nova.subscription_invoices.issued_at is 'When it got its number; null: not yet';
comment on column nova.subscription_invoices.number is
    'Its number: invoices and credit notes each count without a gap; null: not issued';
-- squawk-ignore ban-drop-constraint
alter table nova.subscription_invoices drop constraint subscription_invoices_number_key;
-- squawk-ignore require-concurrent-index-creation
create unique index subscription_invoices_number on nova.subscription_invoices (kind, number)
    where number is not null;
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_credits on nova.subscription_invoices (credit_of)
    where credit_of is not null;
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_of_plan on nova.subscription_invoices (plan_id);
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_open on nova.subscription_invoices (open_until)
    where status in ('PENDING', 'FAILED');
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_attempts on nova.subscription_invoices (next_attempt_at)
    where status in ('PENDING', 'FAILED') and next_attempt_at is not null;

insert into private.transitions (entity, old_state, new_state)
values
    ('subscription_invoices', 'PENDING', 'CANCELLED'),
    ('subscription_invoices', 'FAILED', 'CANCELLED'),
    ('subscription_invoices', 'FAILED', 'PAID');

-- One row a series: whoever issues takes the next number under its lock, and a transaction that is
-- rolled back gives it back, so that no number is missing (VAT regulations, article 53).
create table private.invoice_numbers (
    kind text primary key check (kind in ('INVOICE', 'CREDIT_NOTE')),
    last bigint not null default 0
);
comment on table private.invoice_numbers is 'The last number of each series of invoices';
insert into private.invoice_numbers (kind) values ('INVOICE'), ('CREDIT_NOTE');

-- Names, numbers and the national address of whoever stands on an invoice.
create table nova.sellers (
    id uuid primary key default uuidv7(),
    is_one boolean not null unique default true check (is_one),
    name text not null check (length(name) between 1 and 200),
    name_ar text not null check (length(name_ar) between 1 and 200),
    vat_number text not null check (vat_number ~ '^3\d{13}3$'),
    cr_number text check (cr_number ~ '^\d{10}$'),
    street text check (length(street) between 1 and 200),
    building_number text check (building_number ~ '^\d{4}$'),
    district text check (length(district) between 1 and 100),
    city text check (length(city) between 1 and 100),
    postal_code text check (postal_code ~ '^\d{5}$'),
    additional_number text check (additional_number ~ '^\d{4}$'),
    updated_at timestamptz not null default now(),
    version int not null default 1
);
comment on table nova.sellers is 'Who issues the invoices: one row';
comment on column nova.sellers.id is 'Its id; in no answer';
comment on column nova.sellers.is_one is 'That there is one row; in no answer';
comment on column nova.sellers.name is 'Name, in English';
comment on column nova.sellers.name_ar is 'Name, in Arabic: the one of the QR';
comment on column nova.sellers.vat_number is 'VAT number, 15 digits, first and last a 3';
comment on column nova.sellers.cr_number is 'Commercial registration number, ten digits';
comment on column nova.sellers.street is 'Street';
comment on column nova.sellers.building_number is 'Building, four digits, as the national address has it';
comment on column nova.sellers.district is 'District';
comment on column nova.sellers.city is 'City';
comment on column nova.sellers.postal_code is 'Postal code, five digits';
comment on column nova.sellers.additional_number is 'Additional number of the national address, four digits';
comment on column nova.sellers.updated_at is 'When it was last changed';
comment on column nova.sellers.version is 'Counts its changes: the ETag';
-- The VAT number of the tax authority's own examples, until the back office says the real one.
insert into nova.sellers (name, name_ar, vat_number, cr_number, street, building_number, district,
    city, postal_code, additional_number)
values ('Nova CRM', 'نوفا لإدارة العملاء', '399999999900003', '1010010000', 'طريق الملك فهد', '2322',
    'العليا', 'الرياض', '12211', '3333');
alter table nova.sellers enable row level security;
alter table nova.sellers force row level security;

create table nova.billing_details (
    id uuid primary key default uuidv7(),
    user_id uuid not null unique references nova.users,
    name text check (length(name) between 1 and 200),
    vat_number text check (vat_number ~ '^3\d{13}3$'),
    cr_number text check (cr_number ~ '^\d{10}$'),
    street text check (length(street) between 1 and 200),
    building_number text check (building_number ~ '^\d{4}$'),
    district text check (length(district) between 1 and 100),
    city text check (length(city) between 1 and 100),
    postal_code text check (postal_code ~ '^\d{5}$'),
    additional_number text check (additional_number ~ '^\d{4}$'),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    constraint billing_details_whole check (vat_number is null or (name is not null
        and street is not null and building_number is not null and district is not null
        and city is not null and postal_code is not null))
);
comment on table nova.billing_details is 'Who stands on somebody''s invoices as their buyer';
comment on column nova.billing_details.id is 'Their id; in no answer';
comment on column nova.billing_details.user_id is 'Whose they are; in no answer';
comment on column nova.billing_details.name is 'Name of the company or person; null: the user''s own';
comment on column nova.billing_details.vat_number is
    'VAT number, 15 digits, first and last a 3; null: a simplified invoice';
comment on column nova.billing_details.cr_number is 'Commercial registration number, ten digits';
comment on column nova.billing_details.street is 'Street';
comment on column nova.billing_details.building_number is
    'Building, four digits, as the national address has it';
comment on column nova.billing_details.district is 'District';
comment on column nova.billing_details.city is 'City';
comment on column nova.billing_details.postal_code is 'Postal code, five digits';
comment on column nova.billing_details.additional_number is
    'Additional number of the national address, four digits';
comment on column nova.billing_details.updated_at is 'When they were last changed';
comment on column nova.billing_details.version is 'Counts their changes: the ETag';
alter table nova.billing_details enable row level security;
alter table nova.billing_details force row level security;

create table nova.payment_methods (
    id uuid primary key default uuidv7(),
    user_id uuid not null references nova.users,
    provider text not null check (length(provider) between 1 and 50),
    token text not null check (token ~ '^[A-Za-z0-9_-]{8,200}$'),
    brand text not null check (brand in ('MADA', 'VISA', 'MASTERCARD', 'AMEX', 'OTHER')),
    last_digits text not null check (last_digits ~ '^\d{4}$'),
    expires_on date not null,
    is_default boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    unique (provider, token)
);
create unique index payment_methods_default on nova.payment_methods (user_id) where is_default;
create index payment_methods_newest on nova.payment_methods (user_id, created_at desc, id desc);
comment on table nova.payment_methods is
    'Tokens by which a provider takes a payment again; no card number is ever kept';
comment on column nova.payment_methods.id is 'Its id';
comment on column nova.payment_methods.user_id is 'Whose it is; in no answer';
comment on column nova.payment_methods.provider is 'Who gave out its token';
comment on column nova.payment_methods.token is 'The provider''s token; in no answer, nor readable by the API';
comment on column nova.payment_methods.brand is 'Scheme of the card';
comment on column nova.payment_methods.last_digits is 'The last four digits of the card';
comment on column nova.payment_methods.expires_on is 'Last day of the card';
comment on column nova.payment_methods.is_default is 'Whether it pays what falls due';
comment on column nova.payment_methods.created_at is 'When it was saved';
comment on column nova.payment_methods.updated_at is 'When it was last changed; in no answer';
comment on column nova.payment_methods.version is 'Counts its changes: the ETag';
alter table nova.payment_methods enable row level security;
alter table nova.payment_methods force row level security;

create table nova.payments (
    id uuid primary key default uuidv7(),
    invoice_id uuid not null references nova.subscription_invoices,
    user_id uuid not null references nova.users,
    provider text not null check (length(provider) between 1 and 50),
    provider_id text check (length(provider_id) between 1 and 200),
    is_charge boolean not null default false,
    method_id uuid references nova.payment_methods on delete set null,
    token uuid not null default gen_random_uuid() unique,
    page_url text check (length(page_url) <= 2000),
    amount_halalas bigint not null check (amount_halalas > 0),
    currency text not null default 'SAR' check (currency = 'SAR'),
    status text not null default 'PENDING' check (status in ('PENDING', 'PAID', 'FAILED')),
    refunded_halalas bigint not null default 0 check (refunded_halalas between 0 and amount_halalas),
    problem text check (problem in ('AMOUNT_DIFFERS', 'CURRENCY_DIFFERS', 'INVOICE_CLOSED',
        'PAID_TWICE', 'UNKNOWN_TO_PROVIDER', 'REFUND_DIFFERS', 'STATE_DIFFERS')),
    failure text check (length(failure) <= 500),
    checks int not null default 0,
    next_check_at timestamptz,
    paid_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    unique (provider, provider_id),
    check ((status = 'PAID') = (paid_at is not null))
);
create index payments_of_invoice on nova.payments (invoice_id, created_at desc);
create index payments_newest on nova.payments (user_id, created_at desc, id desc);
create index payments_of_method on nova.payments (method_id) where method_id is not null;
create index payments_to_check on nova.payments (next_check_at) where next_check_at is not null;
create index payments_differing on nova.payments (updated_at desc) where problem is not null;
comment on table nova.payments is 'Payments of invoices: what a provider was asked for and what it said';
comment on column nova.payments.id is 'Its id: given to the provider, so that asked twice it takes the money once';
comment on column nova.payments.invoice_id is 'The invoice that it pays';
comment on column nova.payments.user_id is 'Who pays';
comment on column nova.payments.provider is 'Who takes the money';
comment on column nova.payments.provider_id is 'The provider''s id of it; null: not asked yet';
comment on column nova.payments.is_charge is
    'Whether a saved method pays it, nobody being there; else it is paid on the provider''s page';
comment on column nova.payments.method_id is 'The saved method that pays it; null: none, or it was deleted';
comment on column nova.payments.token is 'What the address of its page ends in; in no list';
comment on column nova.payments.page_url is 'The provider''s page of it; in no answer';
comment on column nova.payments.amount_halalas is 'Halalas, VAT included';
comment on column nova.payments.currency is 'SAR';
comment on column nova.payments.status is 'PENDING, PAID or FAILED, as the provider said last';
comment on column nova.payments.refunded_halalas is 'Halalas that went back so far';
comment on column nova.payments.problem is 'What does not agree with the provider or the invoice; null: nothing';
comment on column nova.payments.failure is 'Why it failed, in the provider''s words';
comment on column nova.payments.checks is 'How often the provider was asked; in no answer';
comment on column nova.payments.next_check_at is 'When the provider is asked next, of one that is being asked when another worker may; null: it is not';
comment on column nova.payments.paid_at is 'When it was seen to be paid';
comment on column nova.payments.created_at is 'When it was made';
comment on column nova.payments.updated_at is 'When it was last changed';
comment on column nova.payments.version is 'Counts its changes';
alter table nova.payments enable row level security;
alter table nova.payments force row level security;

create table nova.refunds (
    id uuid primary key default uuidv7(),
    payment_id uuid not null references nova.payments,
    credit_note_id uuid unique references nova.subscription_invoices,
    amount_halalas bigint not null check (amount_halalas > 0),
    status text not null default 'PENDING' check (status in ('PENDING', 'DONE', 'FAILED')),
    tries int not null default 0,
    next_try_at timestamptz default now(),
    failure text check (length(failure) <= 500),
    created_at timestamptz not null default now(),
    done_at timestamptz,
    check ((status = 'DONE') = (done_at is not null)),
    check ((status = 'PENDING') = (next_try_at is not null))
);
create index refunds_of_payment on nova.refunds (payment_id, created_at);
create index refunds_to_make on nova.refunds (next_try_at) where next_try_at is not null;
comment on table nova.refunds is
    'Money that a provider is to give back: of an invoice by a credit note, or taken by mistake';
comment on column nova.refunds.id is 'Its id';
comment on column nova.refunds.payment_id is 'The payment of which it gives back';
comment on column nova.refunds.credit_note_id is 'The credit note that says so; null: nothing had been billed';
comment on column nova.refunds.amount_halalas is 'Halalas';
comment on column nova.refunds.status is 'PENDING, DONE, or FAILED: the provider refuses it';
comment on column nova.refunds.tries is 'How often the provider was asked';
comment on column nova.refunds.next_try_at is
    'When it is asked next, of one that is being asked when another worker may; null: no more';
comment on column nova.refunds.failure is 'Why the last try failed, in the provider''s words';
comment on column nova.refunds.created_at is 'When it was ordered';
comment on column nova.refunds.done_at is 'When the provider had given it back';
alter table nova.refunds enable row level security;
alter table nova.refunds force row level security;

create table private.webhook_inbox (
    provider text not null check (length(provider) between 1 and 50),
    event_id text not null check (length(event_id) between 1 and 200),
    kind text not null check (length(kind) <= 100),
    provider_id text not null check (length(provider_id) between 1 and 200),
    is_known boolean not null,
    received_at timestamptz not null default now(),
    primary key (provider, event_id)
);
create index webhook_inbox_received on private.webhook_inbox (received_at);
create index webhook_inbox_unknown on private.webhook_inbox (received_at desc) where not is_known;
comment on table private.webhook_inbox is
    'What providers of payments told, once an event; a payment that it names is asked after';

-- Who has had a trial: by the phone they proved and the register they named, not by their account.
create table private.trials (
    kind text not null check (kind in ('PHONE', 'REGISTER')),
    value text not null check (length(value) <= 40),
    user_id uuid not null references nova.users on delete cascade,
    primary key (kind, value)
);
create index trials_of_user on private.trials (user_id);
comment on table private.trials is 'Phones and commercial registers whose trial somebody has had';

alter table nova.users no force row level security;
insert into private.trials (kind, value, user_id)
select distinct on (t.kind, t.value) t.kind, t.value, t.id
from (
    select 'PHONE' as kind, u.phone::text as value, u.id, u.created_at from nova.users u
    where u.phone_verified
    union all
    select 'REGISTER', u.commercial_registration, u.id, u.created_at from nova.users u
    where u.commercial_registration is not null
) as t
order by t.kind, t.value, t.created_at;
alter table nova.users force row level security;

insert into private.clock_items (name, every)
values ('renew_subscriptions', '5 seconds'), ('collect_invoices', '5 seconds'),
    ('close_invoices', '1 minute'), ('begin_periods', '5 seconds'), ('forget_webhooks', '1 hour');

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('invoiceStatus', 5, 'CANCELLED', 'ملغاة', 'Cancelled'),
    ('invoiceStatus', 6, 'ISSUED', 'صادر', 'Issued'),
    ('invoiceKind', 1, 'INVOICE', 'فاتورة', 'Invoice'),
    ('invoiceKind', 2, 'CREDIT_NOTE', 'إشعار دائن', 'Credit note'),
    ('invoicePurpose', 1, 'SUBSCRIBE', 'اشتراك', 'Subscription'),
    ('invoicePurpose', 2, 'RENEW', 'تجديد', 'Renewal'),
    ('invoicePurpose', 3, 'CHANGE', 'تغيير الباقة', 'Change of plan'),
    ('invoicePurpose', 4, 'REFUND', 'استرداد', 'Refund'),
    ('cardBrand', 1, 'MADA', 'مدى', 'mada'),
    ('cardBrand', 2, 'VISA', 'فيزا', 'Visa'),
    ('cardBrand', 3, 'MASTERCARD', 'ماستركارد', 'Mastercard'),
    ('cardBrand', 4, 'AMEX', 'أمريكان إكسبريس', 'American Express'),
    ('cardBrand', 5, 'OTHER', 'أخرى', 'Other'),
    ('paymentStatus', 1, 'PENDING', 'بانتظار الدفع', 'Pending'),
    ('paymentStatus', 2, 'PAID', 'مدفوعة', 'Paid'),
    ('paymentStatus', 3, 'FAILED', 'فشلت', 'Failed'),
    ('refundStatus', 1, 'PENDING', 'قيد التنفيذ', 'Pending'),
    ('refundStatus', 2, 'DONE', 'تم', 'Done'),
    ('refundStatus', 3, 'FAILED', 'فشل', 'Failed'),
    ('paymentProblem', 1, 'AMOUNT_DIFFERS', 'المبلغ مختلف', 'The amount differs'),
    ('paymentProblem', 2, 'CURRENCY_DIFFERS', 'العملة مختلفة', 'The currency differs'),
    ('paymentProblem', 3, 'INVOICE_CLOSED', 'الفاتورة مغلقة', 'The invoice is closed'),
    ('paymentProblem', 4, 'PAID_TWICE', 'دُفعت مرتين', 'Paid twice'),
    ('paymentProblem', 5, 'UNKNOWN_TO_PROVIDER', 'غير معروفة لدى مزود الدفع', 'Unknown to the provider'),
    ('paymentProblem', 6, 'REFUND_DIFFERS', 'المبلغ المسترد مختلف', 'What went back differs'),
    ('paymentProblem', 7, 'STATE_DIFFERS', 'الحالة مختلفة', 'The state differs'),
    ('planLimit', 8, 'maxStorageMb', 'التخزين بالميغابايت', 'Storage, MB'),
    ('planLimit', 9, 'smsPerMonth', 'رسائل الإشعارات النصية في الشهر', 'SMS notices a month'),
    ('changeEffect', 1, 'NOW', 'فورًا', 'At once'),
    ('changeEffect', 2, 'PERIOD_END', 'في نهاية الفترة', 'At the end of the period');
alter table nova.enum_labels force row level security;

alter table nova.notification_types no force row level security;
insert into nova.notification_types (place, key, type, priority, channels, event, given, title_ar,
    body_ar, title_en, body_en, action_url)
values
    (26, 'invoice_due', 'SYSTEM', 'NORMAL', '{IN_APP,EMAIL}', 'invoice.created', '{plan,amount}',
        'فاتورة التجديد جاهزة', 'فاتورة تجديد باقة {plan} بمبلغ {amount} ريال جاهزة للدفع.',
        'Your renewal invoice is ready', 'The invoice to renew {plan}, SAR {amount}, is ready to be paid.',
        '/subscription/invoices/{id}'),
    (27, 'invoice_paid', 'SYSTEM', 'NORMAL', '{IN_APP,EMAIL}', 'invoice.paid', '{plan,amount}',
        'تم استلام الدفعة', 'استلمنا {amount} ريال لباقة {plan}. فاتورتك جاهزة للتنزيل.',
        'Your payment has arrived', 'We received SAR {amount} for {plan}. Your invoice can be downloaded.',
        '/subscription/invoices/{id}'),
    (28, 'payment_failed', 'SYSTEM', 'URGENT', '{IN_APP,EMAIL}', 'invoice.failed', '{plan,amount}',
        'تعذر تحصيل الدفعة', 'لم نتمكن من تحصيل {amount} ريال لباقة {plan}. ادفع الفاتورة لتستمر في العمل.',
        'A payment has failed', 'SAR {amount} for {plan} could not be taken. Pay the invoice to go on working.',
        '/subscription/invoices/{id}'),
    (29, 'money_back', 'SYSTEM', 'NORMAL', '{IN_APP,EMAIL}', 'invoice.refunded', '{amount}',
        'سنعيد إليك مبلغًا', 'سنعيد إليك {amount} ريال إلى وسيلة الدفع نفسها.',
        'Money goes back to you', 'SAR {amount} goes back to you by the way you paid.',
        '/subscription'),
    (30, 'trial_used', 'SYSTEM', 'URGENT', '{IN_APP}', 'subscription.updated', '{}',
        'سبق استخدام التجربة', 'سبق أن استُخدمت التجربة المجانية بهذا الجوال أو السجل التجاري. اختر باقة لتبدأ.',
        'The trial has been used', 'Somebody has had the free trial with this phone or commercial register. Choose a plan to begin.',
        '/subscription'),
    (31, 'plan_kept', 'SYSTEM', 'NORMAL', '{IN_APP,EMAIL}', null, '{plan,wanted}',
        'بقيت على باقتك', 'تجاوز استخدامك حدود باقة {wanted}، فجددنا باقة {plan}.',
        'You stay on your plan', 'You use more than {wanted} allows, so {plan} is renewed.',
        '/subscription');
alter table nova.notification_types force row level security;
