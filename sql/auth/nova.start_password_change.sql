-- The caller's own hash, for the app to compare the old password with, and what the new one may not
-- be; a try is counted.
create or replace function nova.start_password_change() returns json
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    perform private.take_rate('password:' || nova.current_user_id(), 10, interval '1 hour');
    return (
        select json_build_object('passwordHash', p.password_hash,
            'words', json_build_array(u.email, u.phone, u.name))
        from private.user_passwords p
        join nova.users u on u.id = p.user_id
        where p.user_id = nova.current_user_id());
end
$$;

grant execute on function nova.start_password_change() to nova_app;
