-- transactional: false
-- squawk-disable-assume-in-transaction
-- The few matches that somebody has looked at: every run with a request asks for them.
set role nova_owner;
drop index concurrently if exists nova.smart_matches_touched;
create index concurrently if not exists smart_matches_touched on nova.smart_matches (request_id, offer_id)
    where status <> 'PENDING';
reset role;
