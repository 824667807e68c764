-- Refuse whoever does not pay for their own account: members of teams, for whom its manager or
-- company pays, and the back office.
create or replace function private.require_payer() returns void
language sql stable
as $$
select private.require_role('BROKER', 'MANAGER', 'COMPANY')
$$;
