-- show_me() -> User
select api.user(u) from nova.users u where u.id = nova.current_user_id()

-- change_me(changes jsonb) -> User
-- The given fields over the present row; the list is what one may change.
update nova.users as u
set (name, company_name, fal_license, fal_expiry, commercial_registration, commercial_expiry,
    commercial_confirmed_at, id_number, date_of_birth, city, district, preferences,
    notification_settings) = (
    select n.name, n.company_name, n.fal_license, n.fal_expiry, n.commercial_registration,
        n.commercial_expiry, n.commercial_confirmed_at, n.id_number, n.date_of_birth, n.city,
        n.district, n.preferences, n.notification_settings
    from jsonb_populate_record(u, :changes) as n)
where u.id = nova.current_user_id()
returning api.user(u)
