-- Somebody lives by another clock now: the reminders of their open tasks follow.
create or replace function private.tg_zone_reminders() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.remind_of_task(t)
    from private.reminders r
    join nova.tasks t on t.id = r.entity_id
    where r.user_id = new.id and r.entity = 'task' and r.sent_at is null;
    return null;
end
$$;
