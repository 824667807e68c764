-- One move at a time on the board of a scope, until the transaction ends: two that go to the same
-- place stand one above the other, never on one spot.
create or replace function private.lock_board(scope_id uuid) returns void
language sql volatile
as $$
select pg_advisory_xact_lock(668201, hashtext(scope_id::text))
$$;
