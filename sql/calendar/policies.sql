-- Working hours and holidays are one's own.
create policy working_hours_rules on nova.working_hours to nova_rules
    using (true) with check (true);
create policy working_hours_read on nova.working_hours for select to nova_app
    using (user_id = (select nova.current_user_id()));
grant select on nova.working_hours to nova_app;

create policy holidays_rules on nova.holidays to nova_rules using (true) with check (true);
create policy holidays_read on nova.holidays for select to nova_app
    using (user_id = (select nova.current_user_id()));
create policy holidays_create on nova.holidays for insert to nova_app
    with check (user_id = (select nova.current_user_id()));
create policy holidays_update on nova.holidays for update to nova_app
    using (user_id = (select nova.current_user_id()));
grant select on nova.holidays to nova_app;
grant insert (
    -- columns: NewHoliday
    start_date, end_date, name
    -- end
) on nova.holidays to nova_app;
grant update (
    -- columns: HolidayChanges
    start_date, end_date, name
    -- end
) on nova.holidays to nova_app;

-- Public holidays are for everybody.
create policy platform_holidays_rules on nova.platform_holidays to nova_rules
    using (true) with check (true);
create policy platform_holidays_public on nova.platform_holidays for select to nova_app
    using (true);
grant select on nova.platform_holidays to nova_app;
