do $$
declare
    v_role text;
begin
    foreach v_role in array array['nova_app', 'nova_worker', 'nova_analyst'] loop
        execute format('alter role %I reset temp_file_limit', v_role);
    end loop;
exception
    when insufficient_privilege then
        raise notice 'temp_file_limit is for a superuser to set on the login roles';
end
$$;
