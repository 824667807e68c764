-- An appointment was made or changed: its person is reminded so many minutes before, while it
-- stands.
create or replace function private.tg_appointment_reminders() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.remind('appointment', new.id, new.user_id, case
        when new.deleted_at is null and new.status in ('SCHEDULED', 'CONFIRMED') then array(
            select new.start_datetime - m::int * interval '1 minute'
            from jsonb_array_elements_text(new.reminders) as m) end);
    return null;
end
$$;
