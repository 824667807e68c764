-- Each channel, and whether it is one of these.
create or replace function private.switches(channels text[]) returns json
language sql immutable
as $$
select json_object_agg(c.channel, c.channel = any (channels) order by c.place)
from unnest(private.notification_channels()) with ordinality as c (channel, place)
$$;

grant execute on function private.switches(text[]) to nova_app;
