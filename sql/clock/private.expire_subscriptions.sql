-- A trial that has ended, and a cancelled subscription at the end of what was paid, are over.
create or replace function private.expire_subscriptions(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
update nova.subscriptions s
set status = 'EXPIRED'
where s.status in ('TRIAL', 'CANCELLED') and s.current_period_end <= at
$$;
