-- transactional: false
-- squawk-disable-assume-in-transaction
-- The newest customers of a team whom nobody was given, for a page of the pool.
set role nova_owner;
drop index concurrently if exists nova.customers_pool_newest;
create index concurrently if not exists customers_pool_newest on nova.customers (scope_id, created_at desc, id desc)
    where deleted_at is null and assigned_to is null;
reset role;
