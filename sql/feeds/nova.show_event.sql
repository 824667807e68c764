-- One appointment as a calendar file, with its series where it is of one; null when it is not
-- theirs to read.
create or replace function nova.show_event(appointment_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('name', a.title, 'tasksAs', 'NONE', 'tasks', '{}'::text[],
    'events', private.calendar_events(array[a]))
from nova.appointments a
where a.id = show_event.appointment_id and a.deleted_at is null and private.reads_appointment(a)
$$;

grant execute on function nova.show_event(uuid) to nova_app;
