-- transactional: false
set role nova_owner;
drop index concurrently if exists nova.users_newest;
reset role;
