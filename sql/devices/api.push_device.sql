-- A device that one is told on by push, without its keys.
create or replace function api.push_device(device nova.push_devices) returns json
language sql stable
as $$
select json_build_object(
    'id', device.id,
    'name', device.name,
    'service', substring(device.endpoint from '^https?://([^/]+)'),
    'createdAt', device.created_at)
$$;
