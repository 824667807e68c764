-- By which channels the caller is told of what, and when not to ring.
create or replace function nova.show_notification_settings() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'quietHours', u.notification_settings -> 'quietHours',
    'types', (
        select json_agg(api.notification_type(t)::jsonb || jsonb_build_object(
            'channels', private.switches(private.channels_of(u, t))) order by t.place)
        from nova.notification_types t))
from nova.users u
where u.id = nova.current_user_id()
$$;

grant execute on function nova.show_notification_settings() to nova_app;
