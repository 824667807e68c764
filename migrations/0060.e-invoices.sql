-- E-invoices of phase 2: each issued invoice is stamped, chained to the one before, and told to the
-- tax authority.
set local role nova_owner;

alter table nova.sellers add column e_invoices boolean not null default false;
comment on column nova.sellers.e_invoices is
    'Whether invoices issued from now on are stamped and told to the tax authority (ZATCA, phase 2)';

alter table nova.subscription_invoices
    add column zatca_qr text check (length(zatca_qr) <= 4000),
    add column zatca_said jsonb not null default '[]' check (pg_column_size(zatca_said) <= 65536),
    add column zatca_tries int not null default 0,
    add column zatca_next_at timestamptz;
comment on column nova.subscription_invoices.zatca_qr is 'Text of its QR with the stamp; null: not stamped';
comment on column nova.subscription_invoices.zatca_said is
    'What the tax authority said of it: its warnings or its errors';
comment on column nova.subscription_invoices.zatca_tries is 'How often the tax authority was asked';
comment on column nova.subscription_invoices.zatca_next_at is
    'When the tax authority is asked next; null: it is not stamped, or was judged';
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_unstamped on nova.subscription_invoices (issued_at, id)
    where zatca_status = 'PENDING' and zatca_hash is null;
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_untold on nova.subscription_invoices (zatca_next_at)
    where zatca_next_at is not null;
-- squawk-ignore require-concurrent-index-creation
create index subscription_invoices_unaccepted on nova.subscription_invoices (issued_at)
    where zatca_status in ('PENDING', 'REJECTED');

-- The chain: one row, locked by whoever stamps. The first link is the hash of "0", as the authority's
-- standard has it (Security features implementation standards, 2022).
create table private.invoice_chain (
    is_one boolean primary key default true check (is_one),
    counter bigint not null default 0,
    hash text not null check (length(hash) <= 100)
);
comment on table private.invoice_chain is 'Counter and hash of the invoice that was stamped last';
insert into private.invoice_chain (hash)
values ('NWZlY2ViNjZmZmM4NmYzOGQ5NTI3ODZjNmQ2OTZjNzljMmRiYzIzOWRkNGU5MWI0NjcyOWQ3M2EyN2ZiNTdlOQ==');
