-- Be told by push on this browser or phone too; one that is known already is the caller's now, with
-- these keys. Of more than 20 the oldest goes. A push service that is not known is refused: nobody
-- makes the worker ask another host.
create or replace function nova.add_push_device(
    endpoint text, p256dh text, auth text, name text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_host text := substring(endpoint from '^https?://([a-z0-9.-]+(?::[0-9]+)?)/');
    v_device nova.push_devices;
begin
    if not exists (
        select from private.push_services s
        where v_host in (s.host, s.host || ':443') or v_host like '%.' || s.host
            or v_host like '%.' || s.host || ':443'
    ) then
        raise exception using
            errcode = 'PT422', message = 'push_service_unknown', column = 'endpoint';
    end if;
    insert into nova.push_devices as d (endpoint, p256dh, auth, name)
    values (add_push_device.endpoint, add_push_device.p256dh, add_push_device.auth,
        add_push_device.name)
    on conflict on constraint push_devices_endpoint_key do update
    set user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth,
        name = excluded.name, created_at = now()
    returning d.* into v_device;
    delete from nova.push_devices d
    where d.id in (
        select x.id from nova.push_devices x
        where x.user_id = nova.current_user_id()
        order by x.created_at desc, x.id desc
        offset 20);
    return api.push_device(v_device);
end
$$;

grant execute on function nova.add_push_device(text, text, text, text) to nova_app;
