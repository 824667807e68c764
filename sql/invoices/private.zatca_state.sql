-- What an invoice that is issued now begins with at the tax authority.
create or replace function private.zatca_state() returns text
language sql stable
as $$
select case when s.e_invoices then 'PENDING' else 'NOT_REQUIRED' end from nova.sellers s
$$;
