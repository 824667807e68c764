-- End the calling device.
create or replace function nova.log_out() returns void
language sql volatile security definer
set search_path = ''
as $$
select private.end_sessions(nova.current_user_id(), 'LOGOUT', private.current_family())
where private.current_family() is not null
$$;

grant execute on function nova.log_out() to nova_app;
