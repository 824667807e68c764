-- What a login may spill to disk has a bound: a sort without one fills it for everybody. Where the
-- administrator is no superuser the parameter is not theirs to set, and stays the server's.
do $$
declare
    v_role text;
begin
    foreach v_role in array array['nova_app', 'nova_worker', 'nova_analyst'] loop
        execute format('alter role %I set temp_file_limit = ''4GB''', v_role);
    end loop;
exception
    when insufficient_privilege then
        raise notice 'temp_file_limit is for a superuser to set on the login roles';
end
$$;
set local role nova_owner;
reset role;
