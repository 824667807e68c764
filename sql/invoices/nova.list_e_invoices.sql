-- Invoices that the tax authority has not accepted, the oldest first, at most so many: rejected
-- ones, and those that wait; one that waits for more than 24 hours is overdue. For the back office.
create or replace function nova.list_e_invoices(most int) returns setof json
language plpgsql stable security definer rows 20
set search_path = ''
as $$
begin
    perform private.require_role('OWNER', 'ADMIN');
    return query
    select api.e_invoice(i)
    from nova.subscription_invoices i
    where i.zatca_status in ('PENDING', 'REJECTED') and i.issued_at is not null
    order by i.issued_at
    limit most;
end
$$;

grant execute on function nova.list_e_invoices(int) to nova_app;
