-- A task was made or changed: who is to do it is reminded when it is due, on a day without a time
-- at nine, by their own clock, while it is open.
create or replace function private.tg_task_reminders() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_who uuid := coalesce(new.assigned_to, new.user_id);
begin
    perform private.remind('task', new.id, v_who, case
        when new.deleted_at is null and new.status not in ('DONE', 'CANCELLED')
            and new.due_date is not null
        then array[(new.due_date + coalesce(new.due_time, time '09:00'))
            at time zone private.zone_of(v_who)] end);
    return null;
end
$$;
