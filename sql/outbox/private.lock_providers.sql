-- Whoever claims, settles or is told of messages does so one after the other, and locks what is
-- known of the providers in one order.
create or replace function private.lock_providers() returns void
language sql volatile
as $$
select p.name from private.providers p order by p.name for update
$$;
