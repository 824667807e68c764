-- Whose Idempotency-Keys these are: the caller's; those of nobody in particular share one room.
create or replace function private.retry_owner() returns uuid
language sql stable
as $$
select coalesce(nova.current_user_id(), '00000000-0000-0000-0000-000000000000')
$$;
