-- A calendar is its person's own; the team's are read by who may (appointments.readTeam), kept by
-- who manages it.
create policy appointments_rules on nova.appointments to nova_rules using (true) with check (true);
create policy appointments_read on nova.appointments for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('appointments.read') as s))
    or scope_id = any (array(select s from nova.whole_scopes('appointments.readTeam') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('appointments.read') as s))));
grant select on nova.appointments to nova_app;
