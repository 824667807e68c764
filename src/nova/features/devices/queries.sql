-- list_push_devices(public_key text) -> PushDevices
select nova.list_push_devices(:public_key)

-- add_push_device(endpoint text, p256dh text, auth text, name text) -> PushDevice
select nova.add_push_device(:endpoint, :p256dh, :auth, :name)

-- delete_push_device(device_id uuid) -> nothing
select nova.delete_push_device(:device_id)
