-- By which channels somebody is told of a type: as the catalogue has it, but for what they chose.
-- What a type that is fixed is told by stays.
create or replace function private.channels_of(
    account nova.users, kind nova.notification_types
) returns text[]
language sql immutable
as $$
select coalesce(array_agg(c.channel order by c.channel desc), '{}')
from unnest(private.notification_channels()) as c (channel)
where case account.notification_settings #> array['types', kind.key, c.channel]
        when 'true' then true
        when 'false' then kind.is_fixed and c.channel = any (kind.channels)
        else c.channel = any (kind.channels)
    end
$$;
