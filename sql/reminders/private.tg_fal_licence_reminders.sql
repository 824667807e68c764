-- Somebody's FAL licence was entered or changed: they are warned 60, 30, 7 days and a day before it
-- expires.
create or replace function private.tg_fal_licence_reminders() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.remind('fal_licence', new.id, new.id,
        private.days_before(new.fal_expiry, array[60, 30, 7, 1]));
    return null;
end
$$;
