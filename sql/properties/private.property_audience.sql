-- Who hears of a property: its broker, and whoever of its team may read it.
create or replace function private.property_audience(property nova.properties)
returns setof uuid[]
language sql stable rows 1
as $$
select readers
from private.readers('properties.read', property.team_id, property.user_id, property.user_id)
    as readers
$$;
