-- The devices that the caller is told on by push, the newest first, and the key that browsers want
-- to subscribe with.
create or replace function nova.list_push_devices(public_key text) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'data', coalesce(json_agg(api.push_device(d) order by d.created_at desc, d.id desc), '[]'),
    'publicKey', public_key)
from nova.push_devices d
where d.user_id = nova.current_user_id()
$$;

grant execute on function nova.list_push_devices(text) to nova_app;
