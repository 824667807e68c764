-- Refuse to remind before now: of a time that is to come, so many minutes before it.
create or replace function private.check_reminders(begins timestamptz, reminders jsonb)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if exists (
        select from jsonb_array_elements_text(reminders) as m
        where begins - m::int * interval '1 minute' <= now()
    ) then
        raise exception using
            errcode = 'PT422', message = 'reminder_past', column = 'reminders';
    end if;
end
$$;
