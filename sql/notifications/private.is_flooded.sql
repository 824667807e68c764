-- Whether somebody was told of a type 20 times within the hour.
create or replace function private.is_flooded(user_id uuid, kind text, at timestamptz)
returns boolean
language sql stable
as $$
select count(*) >= 20
from (
    select from nova.notifications n
    where n.user_id = is_flooded.user_id
        and n.created_at >= date_trunc('hour', at)
        and n.category = is_flooded.kind
    limit 20) as told
$$;
