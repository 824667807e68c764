-- Take back a holiday of one's own. Answers its id, or null when there is none.
create or replace function nova.delete_holiday(holiday_id uuid) returns uuid
language sql volatile security definer
set search_path = ''
as $$
delete from nova.holidays h
where h.id = holiday_id and h.user_id = nova.current_user_id()
returning h.id
$$;

grant execute on function nova.delete_holiday(uuid) to nova_app;
