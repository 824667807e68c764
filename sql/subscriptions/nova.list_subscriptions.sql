-- All subscriptions with whose they are, for the back office, the newest first; null filters are
-- none. JSON, because people are not the caller's own rows.
create or replace function nova.list_subscriptions(
    status text, plan text, cursor text, page_size int
) returns setof json
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_after record := private.read_cursor(cursor);
begin
    perform private.require_role('OWNER', 'ADMIN');
    return query
    select api.kept_subscription(s, p, u)
    from nova.subscriptions s
    join nova.subscription_plans p on p.id = s.plan_id
    join nova.users u on u.id = s.user_id
    where (list_subscriptions.status is null or s.status = list_subscriptions.status)
        and (list_subscriptions.plan is null or p.name = list_subscriptions.plan)
        and (s.created_at, s.id) < (v_after.at, v_after.id)
    order by s.created_at desc, s.id desc
    limit page_size;
end
$$;

grant execute on function nova.list_subscriptions(text, text, text, int) to nova_app;
