-- A series is seen by who sees its appointments, and written through functions only.
create policy appointment_series_rules on nova.appointment_series to nova_rules
    using (true) with check (true);
create policy appointment_series_read on nova.appointment_series for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('appointments.read') as s))
    or scope_id = any (array(select s from nova.whole_scopes('appointments.readTeam') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('appointments.read') as s))));
grant select on nova.appointment_series to nova_app;
