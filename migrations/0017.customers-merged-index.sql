-- transactional: false
-- squawk-disable-assume-in-transaction
-- Who was merged into a customer.
set role nova_owner;
drop index concurrently if exists nova.customers_merged_into;
create index concurrently if not exists customers_merged_into on nova.customers (merged_into_id)
    where merged_into_id is not null;
reset role;
