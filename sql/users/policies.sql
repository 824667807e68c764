-- A user row is its user's own; identifiers, role, status and verification change by functions.
create policy users_rules on nova.users to nova_rules using (true) with check (true);
create policy users_self on nova.users for select to nova_app
    using (id = (select nova.current_user_id()));
create policy users_change_self on nova.users for update to nova_app
    using (id = (select nova.current_user_id()));
grant select on nova.users to nova_app;
grant update (
    -- columns: ProfileChanges
    name, company_name, fal_license, fal_expiry, commercial_registration, commercial_expiry,
    commercial_confirmed_at, mawthuq_number, id_number, date_of_birth, city, district, preferences,
    notification_settings
    -- end
) on nova.users to nova_app;
