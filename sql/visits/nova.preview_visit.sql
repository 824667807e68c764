-- What the customer of an appointment sees by their link.
create or replace function nova.preview_visit(token_hash bytea) returns json
language sql stable security definer
set search_path = ''
as $$
select private.visit_card(a)
from nova.appointments a
join nova.users u on u.id = a.user_id and u.status = 'ACTIVE'
where a.response_hash = preview_visit.token_hash
    and a.deleted_at is null
    and a.start_datetime > now()
$$;

grant execute on function nova.preview_visit(bytea) to nova_app;
