-- Reports of messages that nobody knows are kept for a day; an address that refused messages is
-- tried again after 90 days.
create or replace function private.forget_reports(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
delete from private.delivery_reports r where r.received_at < at - interval '1 day';
delete from private.bad_addresses b where b.failed_at < at - interval '90 days'
$$;
