-- The caller's subscription, locked till the transaction ends; a row of nulls where they have none.
create or replace function private.lock_subscription() returns nova.subscriptions
language sql volatile
as $$
select s from nova.subscriptions s where s.user_id = nova.current_user_id() for update
$$;
