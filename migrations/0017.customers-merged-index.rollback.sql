-- transactional: false
set role nova_owner;
drop index concurrently if exists nova.customers_merged_into;
reset role;
