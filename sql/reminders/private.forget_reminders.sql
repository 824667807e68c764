-- Reminders that were sent are known for 90 days.
create or replace function private.forget_reminders(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
delete from private.reminders r where r.sent_at < at - interval '90 days'
$$;
