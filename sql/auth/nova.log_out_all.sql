-- End every device of the caller, this one too.
create or replace function nova.log_out_all() returns void
language sql volatile security definer
set search_path = ''
as $$
select private.end_sessions(nova.current_user_id(), 'LOGOUT_ALL')
$$;

grant execute on function nova.log_out_all() to nova_app;
