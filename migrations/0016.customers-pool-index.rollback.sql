-- transactional: false
set role nova_owner;
drop index concurrently if exists nova.customers_pool_newest;
reset role;
