-- A device is reached through functions only.
create policy push_devices_rules on nova.push_devices to nova_rules
    using (true) with check (true);
