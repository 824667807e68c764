-- show_me() -> User
select api.user(u) from nova.users u where u.id = nova.current_user_id()

-- change_me(changes jsonb) -> User
-- The given fields over the present row; the list is what one may change.
update nova.users as u
set (
    -- columns: ProfileChanges
    name, company_name, fal_license, fal_expiry, commercial_registration, commercial_expiry,
    commercial_confirmed_at, mawthuq_number, id_number, date_of_birth, city, district, preferences,
    notification_settings
    -- end
) = (
    select
    -- columns: n.ProfileChanges
    n.name, n.company_name, n.fal_license, n.fal_expiry, n.commercial_registration,
    n.commercial_expiry, n.commercial_confirmed_at, n.mawthuq_number, n.id_number, n.date_of_birth,
    n.city, n.district, n.preferences, n.notification_settings
    -- end
    from jsonb_populate_record(u, private.merge_field(
        private.merge_field(:changes, 'preferences', u.preferences),
        'notification_settings', u.notification_settings)) as n)
where u.id = nova.current_user_id()
returning api.user(u)

-- show_my_stats() -> Stats
select api.stats(s) from nova.my_stats() as s

-- show_my_usage() -> Usage
select u from nova.show_usage() as u where u is not null

-- list_users(words text, role text, status text, cursor text, page_size int, with_total boolean) -> AccountPage
select api.page(array_agg(api.account(u) order by u.created_at desc, u.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.list_users(:words, :role, :status, null, 1000)) end)
from nova.list_users(:words, :role, :status, :cursor, :page_size + 1) as u

-- show_user(user_id uuid) -> Account
select api.account(u)
from nova.show_user(:user_id) as u
where u.id is not null

-- change_user(user_id uuid, changes jsonb) -> Account
select api.account(u)
from nova.change_user(:user_id, :changes) as u
where u.id is not null

-- suspend_user(user_id uuid, reason text) -> Account
select api.account(u)
from nova.suspend_user(:user_id, :reason) as u
where u.id is not null

-- activate_user(user_id uuid) -> Account
select api.account(u)
from nova.activate_user(:user_id) as u
where u.id is not null
