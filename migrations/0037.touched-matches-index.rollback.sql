-- transactional: false
set role nova_owner;
drop index concurrently if exists nova.smart_matches_touched;
reset role;
