-- The caller's saved ways to pay, the newest first; ten at most.
create or replace function nova.list_payment_methods() returns setof json
language sql stable security definer rows 2
set search_path = ''
as $$
select api.payment_method(m)
from nova.payment_methods m
where m.user_id = nova.current_user_id()
order by m.created_at desc, m.id desc
$$;

grant execute on function nova.list_payment_methods() to nova_app;
