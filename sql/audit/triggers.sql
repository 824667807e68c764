-- Every business table is audited; those left out: what is a log itself (events, activities when
-- they are added, analytics, consents, what matches revealed), what the rules work out (matches, of
-- which only what people did with them is, notifications, figures, the outbox), how one wants to be
-- matched or told, one-time codes, what providers of payments say (payments, refunds), and tables
-- of words and places.
do $$
declare
    v_table text;
begin
    foreach v_table in array array['users', 'sessions', 'subscription_plans', 'subscriptions',
        'subscription_invoices', 'billing_details', 'payment_methods', 'sellers', 'teams',
        'team_members', 'team_permissions', 'team_invitations',
        'customers', 'customer_documents', 'properties', 'property_images', 'offers', 'requests',
        'match_answers', 'appointments', 'working_hours', 'holidays', 'tasks', 'task_comments']
    loop
        execute format(
            'create or replace trigger tg_audit_insert after insert on nova.%I'
            ' for each row execute function private.tg_audit()', v_table);
    end loop;
    foreach v_table in array array['users', 'sessions', 'subscription_plans', 'subscriptions',
        'subscription_invoices', 'billing_details', 'payment_methods', 'sellers', 'teams',
        'team_members', 'team_permissions', 'team_invitations',
        'customers', 'customer_activities', 'customer_documents', 'properties', 'property_images',
        'offers', 'requests', 'match_answers', 'appointments', 'working_hours', 'holidays',
        'tasks', 'task_comments']
    loop
        execute format(
            'create or replace trigger tg_audit_update after update on nova.%I'
            ' for each row execute function private.tg_audit()', v_table);
        execute format(
            'create or replace trigger tg_audit_delete after delete on nova.%I'
            ' for each row execute function private.tg_audit()', v_table);
    end loop;
end
$$;
create or replace trigger tg_append_only before update or delete or truncate on nova.audit_log
    for each statement execute function private.tg_append_only();
