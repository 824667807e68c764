-- transactional: false
-- squawk-disable-assume-in-transaction
-- The newest people, for the back office.
set role nova_owner;
drop index concurrently if exists nova.users_newest;
create index concurrently if not exists users_newest on nova.users (created_at desc, id desc) where deleted_at is null;
reset role;
