-- The appointment that a customer's link leads to, till it begins; null of a link that is none, or
-- none any more.
create or replace function private.linked_appointment(token_hash bytea) returns nova.appointments
language sql volatile
as $$
select a.*
from nova.appointments a
join nova.users u on u.id = a.user_id and u.status = 'ACTIVE'
where a.response_hash = linked_appointment.token_hash
    and a.deleted_at is null
    and a.start_datetime > now()
for no key update of a
$$;
