-- A calendar is its person's own; the team's are read by who may (appointments.readTeam), kept by
-- who manages it. Working hours and holidays are nobody else's.
create policy appointments_rules on nova.appointments to nova_rules using (true) with check (true);
create policy appointments_read on nova.appointments for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('appointments.read') as s))
    or scope_id = any (array(select s from nova.whole_scopes('appointments.readTeam') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('appointments.read') as s))));
create policy appointments_create on nova.appointments for insert to nova_app with check (
    scope_id = any (array(select s from nova.whole_scopes('appointments.write') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('appointments.write') as s))));
create policy appointments_update on nova.appointments for update to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('appointments.write') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('appointments.write') as s))));
grant select on nova.appointments to nova_app;
grant insert (team_id, customer_id, property_id, title, description, type, start_datetime,
    end_datetime, timezone, location, google_maps_url, is_virtual, meeting_url, notes)
    on nova.appointments to nova_app;
grant update (customer_id, property_id, title, description, type, start_datetime, end_datetime,
    timezone, location, google_maps_url, is_virtual, meeting_url, notes)
    on nova.appointments to nova_app;

create policy working_hours_rules on nova.working_hours to nova_rules
    using (true) with check (true);
create policy working_hours_read on nova.working_hours for select to nova_app
    using (user_id = (select nova.current_user_id()));
create policy working_hours_create on nova.working_hours for insert to nova_app
    with check (user_id = (select nova.current_user_id()));
create policy working_hours_update on nova.working_hours for update to nova_app
    using (user_id = (select nova.current_user_id()));
grant select, insert (day_of_week, is_working, start_time, end_time, break_start, break_end),
    update (is_working, start_time, end_time, break_start, break_end)
    on nova.working_hours to nova_app;

create policy holidays_rules on nova.holidays to nova_rules using (true) with check (true);
create policy holidays_read on nova.holidays for select to nova_app
    using (user_id = (select nova.current_user_id()));
create policy holidays_create on nova.holidays for insert to nova_app
    with check (user_id = (select nova.current_user_id()));
create policy holidays_update on nova.holidays for update to nova_app
    using (user_id = (select nova.current_user_id()));
grant select, insert (name, start_date, end_date), update (name, start_date, end_date)
    on nova.holidays to nova_app;
