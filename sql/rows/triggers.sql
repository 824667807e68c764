-- One guard on every table that has states. Its name sorts behind those that set a state
-- themselves (tg_license_status), so that it sees what they did.
do $$
declare
    v_table text;
begin
    foreach v_table in array array['users', 'team_members', 'team_invitations', 'subscriptions',
        'subscription_invoices', 'customers', 'properties', 'offers', 'requests', 'smart_matches',
        'appointments', 'tasks', 'outbox']
    loop
        execute format(
            'create or replace trigger tg_refuse_move before update on nova.%I for each row'
            ' when (old.status is distinct from new.status)'
            ' execute function private.tg_refuse_move()', v_table);
    end loop;
end
$$;
create or replace trigger tg_refuse_move_of_license before update on nova.properties for each row
    when (old.ad_license_status is distinct from new.ad_license_status)
    execute function private.tg_refuse_move('ad_license_status');
