-- Why the last payment of an invoice failed, in the provider's words, for whom it bills and the
-- back office; null: it did not.
create or replace function private.last_failure(invoice uuid) returns text
language sql stable security definer
set search_path = ''
as $$
select p.failure
from nova.payments p
where p.invoice_id = last_failure.invoice
    and (p.user_id = nova.current_user_id() or nova.in_back_office())
order by p.created_at desc
limit 1
$$;

grant execute on function private.last_failure(uuid) to nova_app;
