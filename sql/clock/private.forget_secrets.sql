-- Sessions, codes, tries, tickets and broken glass go when they are of no use any more.
create or replace function private.forget_secrets(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
delete from nova.sessions s where s.expires_at < at - interval '7 days';
delete from nova.otp_codes o where o.expires_at < at - interval '1 day';
delete from private.auth_attempts a where a.expires_at < at;
delete from private.event_tickets t where t.expires_at < at;
delete from nova.effective_rights r where r.until < at;
$$;
