-- One guard on every table that has states, told which words they have. Its name sorts behind
-- those that set a state themselves (tg_license_status), so that it sees what they did.
do $$
declare
    v_table text;
    v_words text;
begin
    for v_table, v_words in values
        ('users', 'userStatus'), ('team_members', 'teamMemberStatus'),
        ('team_invitations', 'invitationStatus'), ('subscriptions', 'subscriptionStatus'),
        ('subscription_invoices', 'invoiceStatus'), ('customers', 'customerStatus'),
        ('properties', 'propertyStatus'), ('offers', 'offerStatus'), ('requests', 'requestStatus'),
        ('smart_matches', 'matchStatus'), ('appointments', 'appointmentStatus'),
        ('tasks', 'taskStatus'), ('outbox', '')
    loop
        execute format(
            'create or replace trigger tg_refuse_move before update on nova.%I for each row'
            ' when (old.status is distinct from new.status)'
            ' execute function private.tg_refuse_move(''status'', %L)', v_table, v_words);
    end loop;
end
$$;
create or replace trigger tg_refuse_move_of_license before update on nova.properties for each row
    when (old.ad_license_status is distinct from new.ad_license_status)
    execute function private.tg_refuse_move('ad_license_status', 'adLicenseStatus');
