-- Be told on this device no more. Null when it is none of the caller's.
create or replace function nova.delete_push_device(device_id uuid) returns boolean
language sql volatile security definer
set search_path = ''
as $$
delete from nova.push_devices d
where d.id = device_id and d.user_id = nova.current_user_id()
returning true
$$;

grant execute on function nova.delete_push_device(uuid) to nova_app;
