-- Messages that were sent, or could not be, are kept for 90 days.
create or replace function private.forget_messages(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
delete from nova.outbox o
where o.status not in ('PENDING', 'SENDING') and o.created_at < at - interval '90 days'
$$;
