-- Choose by which channels one is told of what, in place of what was chosen before; what is not
-- named is as the catalogue has it.
create or replace function nova.save_notification_settings(quiet_hours jsonb, types jsonb)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    update nova.users u
    set notification_settings = u.notification_settings
        || jsonb_build_object('quietHours', quiet_hours, 'types', types)
    where u.id = nova.current_user_id();
    return nova.show_notification_settings();
end
$$;

grant execute on function nova.save_notification_settings(jsonb, jsonb) to nova_app;
