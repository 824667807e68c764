-- What is used of each limit follows the rows that count against it: live customers and
-- properties, active offers and requests.
do $$
declare
    v_counted record;
begin
    for v_counted in
        select * from (values
            ('customers', 'maxCustomers',
                '%1$s.deleted_at is null and %1$s.merged_into_id is null'),
            ('properties', 'maxProperties', '%1$s.deleted_at is null'),
            ('offers', 'maxActiveOffers', '%1$s.deleted_at is null and %1$s.status = ''ACTIVE'''),
            ('requests', 'maxActiveRequests',
                '%1$s.deleted_at is null and %1$s.status = ''ACTIVE''')
        ) as each (name, key, counts)
    loop
        execute format(
            'create or replace trigger tg_plan_insert after insert on nova.%I for each row'
            ' when (%s) execute function private.tg_use_plan(%L, %L)',
            v_counted.name, format(v_counted.counts, 'new'), v_counted.key, 'come');
        execute format(
            'create or replace trigger tg_plan_delete after delete on nova.%I for each row'
            ' when (%s) execute function private.tg_use_plan(%L, %L)',
            v_counted.name, format(v_counted.counts, 'old'), v_counted.key, 'go');
        execute format(
            'create or replace trigger tg_plan_come after update on nova.%I for each row'
            ' when (%s and not (%s)) execute function private.tg_use_plan(%L, %L)',
            v_counted.name, format(v_counted.counts, 'new'), format(v_counted.counts, 'old'),
            v_counted.key, 'come');
        execute format(
            'create or replace trigger tg_plan_go after update on nova.%I for each row'
            ' when (%s and not (%s)) execute function private.tg_use_plan(%L, %L)',
            v_counted.name, format(v_counted.counts, 'old'), format(v_counted.counts, 'new'),
            v_counted.key, 'go');
        execute format(
            'create or replace trigger tg_plan_move after update on nova.%I for each row'
            ' when (%s and %s and old.scope_id <> new.scope_id)'
            ' execute function private.tg_use_plan(%L, %L)',
            v_counted.name, format(v_counted.counts, 'old'), format(v_counted.counts, 'new'),
            v_counted.key, 'move');
    end loop;
end
$$;
create or replace trigger tg_change_payer after update on nova.teams
    for each row
    when (coalesce(old.company_id, old.manager_id) <> coalesce(new.company_id, new.manager_id))
    execute function private.tg_change_payer();

-- What nobody may write whose payer's subscription has expired. Left out: one's own account,
-- devices, notices and working hours.
do $$
declare
    v_table record;
begin
    for v_table in
        select * from (values
            ('customers', 'row', 'update or delete'),
            ('properties', 'row', 'update or delete'),
            ('offers', 'row', 'update or delete'),
            ('requests', 'row', 'update or delete'),
            ('appointments', 'row', 'insert or update or delete'),
            ('appointment_series', 'row', 'insert or update or delete'),
            ('tasks', 'row', 'insert or update or delete'),
            ('customer_activities', 'customer', 'insert'),
            ('consent_events', 'customer', 'insert'),
            ('task_comments', 'task', 'insert or update'),
            ('teams', 'manager', 'insert or update'),
            ('team_invitations', 'team', 'insert')
        ) as each (name, leads, verbs)
    loop
        execute format(
            'create or replace trigger tg_require_subscription before %s on nova.%I for each row'
            ' execute function private.tg_require_subscription(%L)',
            v_table.verbs, v_table.name, v_table.leads);
    end loop;
end
$$;
