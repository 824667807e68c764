-- transactional: false
-- squawk-disable-assume-in-transaction
-- People by name, phone or e-mail, for the back office.
set role nova_owner;
drop index concurrently if exists nova.users_search;
create index concurrently if not exists users_search on nova.users
    using gin (search_text extensions.gin_trgm_ops) where deleted_at is null;
reset role;
