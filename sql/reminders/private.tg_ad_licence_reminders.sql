-- A property's advertising licence was entered or changed: its broker is warned 14 days, a week
-- and a day before it expires.
create or replace function private.tg_ad_licence_reminders() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.remind('ad_licence', new.id, new.user_id, case
        when new.deleted_at is null and new.status in ('DRAFT', 'ACTIVE')
        then private.days_before(new.ad_license_expires_at, array[14, 7, 1]) end);
    return null;
end
$$;
