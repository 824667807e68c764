-- A task was made or changed: its reminder follows.
create or replace function private.tg_task_reminders() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.remind_of_task(new);
    return null;
end
$$;
