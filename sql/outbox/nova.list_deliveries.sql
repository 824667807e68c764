-- The newest messages that went to the caller, and the invitations they sent, or did not go.
create or replace function nova.list_deliveries(page_size int) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', coalesce(json_agg(api.delivery(o) order by o.id desc), '[]'))
from (
    select x.*
    from nova.outbox x
    where x.user_id = nova.current_user_id()
    order by x.id desc
    limit page_size) as o
$$;

grant execute on function nova.list_deliveries(int) to nova_app;
