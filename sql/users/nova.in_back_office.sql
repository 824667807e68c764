-- Whether the caller works for the platform itself: OWNER or ADMIN.
create or replace function nova.in_back_office() returns boolean
language sql stable security definer
set search_path = ''
as $$
select exists (
    select from nova.users u
    where u.id = nova.current_user_id() and u.role in ('OWNER', 'ADMIN'))
$$;

grant execute on function nova.in_back_office() to nova_app;
