-- Whom the caller's invoices bill; null: nothing was said.
create or replace function nova.show_billing_details() returns json
language sql stable security definer
set search_path = ''
as $$
select api.billing_details(b)
from nova.billing_details b
where b.user_id = nova.current_user_id()
$$;

grant execute on function nova.show_billing_details() to nova_app;
